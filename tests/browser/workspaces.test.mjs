// Several workspaces in one page: each keeps to itself, a tab stays in its own, and one is deleted only as a whole, by its
// name. The first run leads to the first customer without a pointer.
import assert from 'node:assert/strict';
import path from 'node:path';
import { after, afterEach, before, test } from 'node:test';
import { closeAll, launch, serve, startEmpty, temporaryFolder, until } from './support/browser.mjs';

let server;
let folder;
before(async () => {
    server = await serve();
    folder = temporaryFolder('workspaces');
});
afterEach(closeAll);
after(() => {
    server.stop();
    folder.remove();
});

async function openShop(profile, options = {}) {
    const browser = await launch(path.join(folder.path, profile));
    const tab = await browser.firstTab();
    await tab.open(server.url);
    await startEmpty(tab, options);
    return { browser, tab };
}

async function addContact(tab, name) {
    await tab.click('button', 'Add one by hand');
    await tab.type('textbox', 'Name', name);
    await tab.click('button', 'Add contact');
    await tab.find('heading', name);
    await tab.saved();
}

/// A choice in the menu of workspaces that opens the page anew.
async function chooseWorkspace(tab, item) {
    await tab.click('button', 'Workspace: ');
    await tab.click('menuitem', item);
}

async function addWorkspace(tab, shop) {
    await chooseWorkspace(tab, 'New workspace');
    await tab.find('heading', 'A new workspace', { timeout: 60_000 });
    await startEmpty(tab, { shop });
}

async function switchTo(tab, shop) {
    await chooseWorkspace(tab, shop);
    await tab.find('button', `Workspace: ${shop}`, { timeout: 60_000 });
}

test('two workspaces stay apart, and a reload keeps the one that is shown', async () => {
    const { tab } = await openShop('apart');
    await addContact(tab, 'Ada Lovelace');
    await addWorkspace(tab, 'Wholesale');
    await addContact(tab, 'Grace Hopper');
    await tab.click('link', 'Contacts');
    await tab.says('1 contact');
    assert.equal(await tab.peek('link', 'Ada Lovelace'), null);

    await tab.engine.reload();
    await tab.ready();
    await tab.find('button', 'Workspace: Wholesale');
    await tab.find('link', 'Grace Hopper');

    await switchTo(tab, 'Harbour Books');
    await tab.find('link', 'Ada Lovelace');
    assert.equal(await tab.peek('link', 'Grace Hopper'), null);
    assert.deepEqual(tab.errors, []);
});

test('two tabs show two workspaces, both writing; the list follows a new name', async () => {
    const { browser, tab } = await openShop('tabs');
    await addWorkspace(tab, 'Wholesale');
    const other = await browser.newTab();
    await other.open(server.url);
    await other.find('button', 'Workspace: Wholesale');
    await switchTo(other, 'Harbour Books');
    await addContact(other, 'Ada Lovelace');
    await addContact(tab, 'Grace Hopper');

    await other.click('button', 'Workspace: ');
    await other.click('menuitem', 'Manage workspaces');
    await other.click('button', 'Rename Harbour Books');
    await until('the name to be edited', () => other.evaluate(() => document.activeElement.matches('.editing[aria-label="Shop name"]')));
    await other.press('End');
    await other.engine.keyboard.type(' and Toys');
    await other.press('Enter');
    await other.click('link', 'Settings');
    await other.find('button', 'Workspace: Harbour Books and Toys');
    await until('the other tab to know the name', async () => {
        await tab.click('button', 'Workspace: ');
        return await tab.peek('menuitem', 'Harbour Books and Toys');
    });
    assert.deepEqual([...tab.errors, ...other.errors], []);
});

test('a workspace is deleted when its name is typed, not while another tab has it open, and no other is touched', async () => {
    const { browser, tab } = await openShop('delete');
    await addContact(tab, 'Ada Lovelace');
    await addWorkspace(tab, 'Wholesale');
    await addContact(tab, 'Grace Hopper');
    const other = await browser.newTab();
    await other.open(server.url);
    await switchTo(other, 'Harbour Books');

    const askToDelete = async () => {
        await other.click('button', 'Delete Wholesale');
        await other.find('dialog', 'Delete Wholesale');
        assert.equal((await other.find('button', 'Delete workspace')).disabled, true);
        await other.type('textbox', 'Type Wholesale to delete it', 'Wholesale');
        await other.click('button', 'Delete workspace');
    };
    await other.click('button', 'Workspace: ');
    await other.click('menuitem', 'Manage workspaces');
    await askToDelete();
    await other.says('It is open in another tab');
    await tab.close();
    await until('the deletion', async () => {
        await askToDelete();
        await other.says('Wholesale is deleted.', 2000);
        return true;
    });
    await other.gone('listitem', 'Wholesale');
    await other.click('link', 'Contacts');
    await other.find('link', 'Ada Lovelace');
    const kept = async () => (await other.evaluate(() => indexedDB.databases())).length;
    assert.equal(await kept(), 2);

    // The one that is shown goes too, and the page begins again.
    await other.click('button', 'Workspace: ');
    await other.click('menuitem', 'Manage workspaces');
    await other.click('button', 'Delete Harbour Books');
    await other.type('textbox', 'Type Harbour Books to delete it', 'Harbour Books');
    await other.click('button', 'Delete workspace');
    await other.find('heading', 'Welcome to Perennial', { timeout: 60_000 });
    assert.deepEqual(other.errors, []);
});

test('the sample opens beside the shop, says what it is, and is removed with one click', async () => {
    const browser = await launch(path.join(folder.path, 'sample'));
    const tab = await browser.firstTab();
    await tab.open(server.url);
    await tab.click('button', 'Look at a sample shop');
    await tab.says('This is a sample shop. Nothing here is real or shared.');
    await tab.find('grid', 'Contacts');
    await tab.saved();
    await tab.click('button', 'Use my own');
    await tab.find('heading', 'Welcome to Perennial', { timeout: 60_000 });
    await startEmpty(tab, { shop: 'Corner Books' });
    await switchTo(tab, 'Harbour Books');
    await tab.click('button', 'Remove it');
    await tab.find('button', 'Workspace: Corner Books', { timeout: 60_000 });
    await tab.click('button', 'Workspace: ');
    await tab.find('menuitem', 'Corner Books');
    assert.equal(await tab.peek('menuitem', 'Harbour Books'), null);
    assert.deepEqual(tab.errors, []);
});

test('what a page without a list of workspaces has kept is found', async () => {
    const { browser, tab } = await openShop('older');
    await addContact(tab, 'Ada Lovelace');
    await tab.evaluate(() => new Promise((resolve) => {
        const name = `perennial ${new URL('.', location.href).pathname} workspaces`;
        indexedDB.deleteDatabase(name).onsuccess = () => resolve();
        sessionStorage.clear();
    }));
    const later = await browser.newTab();
    await tab.close();
    await later.open(server.url);
    await later.find('button', 'Workspace: Harbour Books');
    await later.find('link', 'Ada Lovelace');
});

/// Where no window manager makes the browser's window the active one (Firefox on a bare display), Tab moves the focus and
/// Enter reaches a button, but no event says the one, and no click comes of the other: both are made up for here.
function actAsActiveWindow(tab) {
    return tab.evaluate(() => {
        if (document.hasFocus()) return;
        let last = document.activeElement;
        let clicked = false;
        addEventListener('click', () => { clicked = true; }, true);
        addEventListener('keydown', () => { clicked = false; }, true);
        addEventListener('keyup', (event) => {
            if (event.key === 'Enter' && event.target.tagName === 'BUTTON' && !clicked) event.target.click();
            if (document.activeElement === last) return;
            last.dispatchEvent(new FocusEvent('focusout', { bubbles: true }));
            last = document.activeElement;
            last.dispatchEvent(new FocusEvent('focusin', { bubbles: true }));
        }, true);
    });
}

test('from the first run to the first customer by keyboard alone', async () => {
    const browser = await launch(path.join(folder.path, 'keyboard'));
    const tab = await browser.firstTab();
    await tab.open(server.url);
    await actAsActiveWindow(tab);
    const focused = () => tab.evaluate(() => {
        const element = document.activeElement;
        return element.getAttribute('aria-label') || element.textContent;
    });
    // A field that has the focus is edited a frame later.
    const settled = () => until('the field to be edited', () => tab.evaluate(() => {
        const { dataset, classList } = document.activeElement;
        return !dataset.field || classList.contains('editing');
    }));
    const move = async (keys, name) => {
        for (let i = 0; i < 40 && await focused() !== name; ++i) {
            for (const key of keys) await tab.engine.keyboard.down(key);
            for (const key of [...keys].reverse()) await tab.engine.keyboard.up(key);
            await settled();
        }
        assert.equal(await focused(), name);
    };
    const tabTo = (name) => move(['Tab'], name);
    const type = async (name, text) => {
        await tabTo(name);
        await settled();
        await tab.engine.keyboard.type(text);
    };
    await until('the first field to have the focus', async () => await focused() === 'Shop name');
    await tabTo('Start empty');
    await tab.press('Enter');
    const refused = () => tab.evaluate(() => document.querySelector('[aria-label="Shop name"][aria-invalid]')?.getAttribute('aria-description'));
    assert.match(await until('the field to say what is missing', refused), /^Type your shop's name/);

    await move(['Shift', 'Tab'], 'Shop name');
    await type('Shop name', 'Harbour Books');
    await tab.press('Tab');
    await type('Your name', 'Ines Marlow');
    await tabTo('Start empty');
    await tab.press('Enter');
    await tab.find('button', 'Workspace: Harbour Books');
    await tab.find('button', 'Working as Ines Marlow');
    await tab.says('No customers yet');

    await tabTo('Add one by hand');
    await tab.press('Enter');
    await until('the form to open', async () => await focused() === 'Name');
    await type('Name', 'Agnieszka Wróblewska');
    await tab.press('Tab');
    await type('E-mail', 'aga@example.org');
    await tabTo('Add contact');
    await tab.press('Enter');
    await tab.find('heading', 'Agnieszka Wróblewska');
    await tab.saved();
    assert.deepEqual(tab.errors, []);
});
