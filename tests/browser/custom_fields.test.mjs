// Fields of the shop's own: defined in Settings, filled in a contact's form, a column and a filter of the list, there after a
// reload; a form that is left keeps its draft; what is deleted comes back with one undo.
import assert from 'node:assert/strict';
import path from 'node:path';
import { after, afterEach, before, test } from 'node:test';
import { closeAll, launch, serve, startEmpty, temporaryFolder } from './support/browser.mjs';

let server;
let folder;
before(async () => {
    server = await serve();
    folder = temporaryFolder('fields');
});
afterEach(closeAll);
after(() => {
    server.stop();
    folder.remove();
});

async function begin(name) {
    const browser = await launch(path.join(folder.path, name), { height: 1400 });  // The whole form is in view.
    const tab = await browser.firstTab();
    await tab.open(server.url);
    await startEmpty(tab, { shop: 'Corner Hats', name: 'Ines Marlow' });
    return tab;
}

async function choose(tab, picker, option) {
    await tab.activate('combobox', picker, { exact: true });
    await tab.activate('option', option, { exact: true });
    await tab.gone('option', option);  // What is clicked while the list is open only closes it.
}

async function define(tab, label, type, choices = '') {
    await tab.click('button', 'Add a field');
    await tab.type('textbox', 'Name', label);
    await choose(tab, 'Type', type);
    if (choices) await tab.type('textbox', 'Choices', choices);
    await tab.activate('button', 'Add field', { exact: true });
    await tab.find('listitem', label, { exact: true });
}

async function addContact(tab, name) {
    await tab.activate('link', 'Contacts');
    await tab.click('button', 'New contact', { nth: 0 });
    await tab.type('textbox', 'Name', name);
    await tab.activate('button', 'Add contact');
    await tab.find('heading', name);
}

async function withFields(name) {
    const tab = await begin(name);
    await tab.activate('link', 'Settings');
    await choose(tab, 'Country', 'Ireland');
    await tab.activate('link', 'Your fields');
    await tab.says('No fields of your own yet');
    await define(tab, 'Hat size', 'Choice', 'S\nM\nL');
    await define(tab, 'Budget', 'Money');
    return tab;
}

test('a choice and an amount of the shop\'s own are filled in, shown, filtered by, and there after a reload', async () => {
    const tab = await withFields('fill');
    await addContact(tab, 'Ada Lovelace');
    await tab.activate('button', 'Edit', { exact: true });
    await tab.type('combobox', 'Owner', 'Ines Marlow');
    await tab.type('combobox', 'Company', 'Analytical Engines');
    await choose(tab, 'Hat size', 'M');
    await tab.type('textbox', 'Notes', 'Likes felt.');
    await tab.type('textbox', 'Budget', 'plenty');
    await tab.click('button', 'Save', { exact: true });
    await tab.says('A field cannot be read yet.');
    assert.equal(await tab.evaluate(() => document.querySelector('#mirror [aria-label="Budget"]').getAttribute('aria-description')),
                 '"plenty" is not an amount. Type it as 12.50 EUR.');
    await tab.type('textbox', 'Budget', '120');
    await tab.click('button', 'Save', { exact: true });
    await tab.says('£120.00');
    await tab.says('Analytical Engines');
    await tab.says('Owner Ines Marlow');
    await addContact(tab, 'Grace Hopper');
    await tab.evaluate(() => { location.hash = '#/contacts?columns=name,custom.hat_size,custom.budget&filter=custom.hat_size:is:M'; });
    await tab.find('columnheader', 'Budget');
    await tab.says('Showing 1 of 2 contacts');
    await tab.saved();
    await tab.engine.reload();
    await tab.ready();
    await tab.says('Showing 1 of 2 contacts');
    await tab.find('columnheader', 'Hat size');
    await tab.says('£120.00');
    await tab.click('link', 'Ada Lovelace');
    await tab.says('Owner Ines Marlow');
    await tab.find('button', 'Undo: add Grace Hopper');
    assert.deepEqual(tab.errors, []);
});

test('a contact\'s form that is left keeps its draft and says so', async () => {
    const tab = await begin('draft');
    await addContact(tab, 'Ada Lovelace');
    await tab.activate('button', 'Edit', { exact: true });
    await tab.type('textbox', 'Preferred name', 'Countess');
    await tab.activate('link', 'Orders');
    await tab.find('heading', 'Orders');
    await tab.activate('link', 'Contacts');
    await tab.click('link', 'Ada Lovelace');
    await tab.says('Draft kept, not saved yet');
    assert.equal((await tab.find('textbox', 'Preferred name')).value, 'Countess');
    await tab.click('button', 'Save', { exact: true });
    await tab.says('goes by Countess');
    await tab.find('button', 'Undo: edit Ada Lovelace');
    assert.deepEqual(tab.errors, []);
});

test('a field is renamed, moved, and deleted with all its values, and one undo brings them back', async () => {
    const tab = await withFields('delete');
    await addContact(tab, 'Ada Lovelace');
    await tab.activate('button', 'Edit', { exact: true });
    await choose(tab, 'Hat size', 'L');
    await tab.click('button', 'Save', { exact: true });
    await tab.says('Ada Lovelace saved.');
    await tab.evaluate(() => { location.hash = '#/settings/fields'; });
    await tab.says('1 contact has a value');
    await tab.activate('button', 'Edit Hat size');
    await tab.type('textbox', 'Name', 'Size of hat');
    await tab.activate('button', 'Save field');
    await tab.activate('button', 'Move Size of hat down');
    await tab.find('button', 'Undo: move the fields of contacts');
    await tab.activate('button', 'Delete Size of hat');
    await tab.says('1 contact has a value in it.');
    await tab.activate('button', 'Delete field');
    await tab.find('button', 'Undo: delete field Size of hat');
    await tab.gone('listitem', 'Size of hat');
    await tab.saved();
    await tab.engine.reload();
    await tab.ready();
    await tab.activate('button', 'Undo: delete field Size of hat');
    await tab.find('listitem', 'Size of hat');
    await tab.says('1 contact has a value');
    await tab.evaluate(() => { location.hash = '#/contacts'; });
    await tab.click('link', 'Ada Lovelace');
    await tab.says('Size of hat');
    assert.deepEqual(tab.errors, []);
});
