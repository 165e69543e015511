// The everyday record: an order typed by keyboard, a list set up and kept as a view, many rows changed in one step.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, afterEach, before, test } from 'node:test';
import { closeAll, launch, serve, startEmpty, temporaryFolder, until } from './support/browser.mjs';

const people = `Name,E-mail,City,Tags,Favourite genre
Agnieszka Wróblewska,aga@example.org,Kraków,Frequent,Crime
佐藤 結衣,yui@example.org,東京,Frequent,Poetry
Marie-Claire Dubois,mc@example.net,Lyon,Occasional,Crime
Łukasz Żrebiec,lukasz@example.org,Łódź,,Travel
`;

let server;
let folder;
before(async () => {
    server = await serve();
    folder = temporaryFolder('everyday');
    writeFileSync(path.join(folder.path, 'people.csv'), people);
});
afterEach(closeAll);
after(() => {
    server.stop();
    folder.remove();
});

async function begin(name) {
    const browser = await launch(path.join(folder.path, name));
    const tab = await browser.firstTab();
    await tab.open(server.url);
    await startEmpty(tab, { shop: 'Corner Books' });
    return tab;
}

async function withPeople(name) {
    const tab = await begin(name);
    await tab.upload(path.join(folder.path, 'people.csv'));
    await tab.says('All 4 rows read');
    await tab.click('button', 'Import 4 rows');
    await tab.says('4 contacts added');
    await tab.click('button', 'See the contacts');
    await tab.says('4 contacts');
    return tab;
}

async function typed(tab, role, name, text) {
    await until(`${name} to be edited`, async () => (await tab.evaluate(() => document.activeElement.getAttribute('aria-label'))) === name);
    await tab.engine.keyboard.type(text);
    await until(`${text} in ${name}`, async () => (await tab.peek(role, name))?.value === text);
}

test('an order for somebody new is typed by keyboard, completes the second time, and comes to the cent', async () => {
    const tab = await begin('orders');
    await tab.evaluate(() => { location.hash = '#/orders/new'; });
    await typed(tab, 'combobox', 'Customer', 'Ada Lovelace');
    await tab.press('Enter');
    await typed(tab, 'combobox', 'Product of line 1', 'The Salt Winter');
    await tab.press('Enter');
    await until('the quantity', async () => (await tab.evaluate(() => document.activeElement.getAttribute('aria-label'))) === 'Quantity of line 1');
    await tab.press('Enter');
    await typed(tab, 'textbox', 'Unit price of line 1', '12.35');
    await tab.press('Enter');
    await tab.find('combobox', 'Product of line 2');
    await tab.engine.keyboard.down('Control');
    await tab.press('Enter');
    await tab.engine.keyboard.up('Control');
    await tab.says('The Salt Winter');
    await tab.find('link', 'Ada Lovelace');
    assert.match(await tab.text(), /12\.35/);
    await tab.saved();
    await tab.click('link', 'Ada Lovelace');
    await tab.find('heading', 'Ada Lovelace');
    assert.deepEqual(tab.errors, []);
});

test('a list is filtered, kept as a view, and stands so after a reload', async () => {
    const tab = await withPeople('views');
    await tab.evaluate(() => { location.hash = '#/contacts?filter=tags:is:Frequent&sort=-name'; });
    await tab.says('Showing 2 of 4 contacts');
    await tab.click('button', 'Save view');
    await tab.type('textbox', 'Name', 'Regulars');
    await tab.click('button', 'Save', { exact: true });
    await tab.find('tab', 'Regulars');
    await tab.click('tab', 'All contacts');
    await tab.says('4 contacts');
    await tab.click('tab', 'Regulars');
    await tab.says('Showing 2 of 4 contacts');
    await tab.saved();
    await tab.engine.reload();
    await tab.ready();
    await tab.says('Showing 2 of 4 contacts');
    await tab.click('button', 'Remove filter: Tags Frequent');
    await tab.says('4 contacts');
    assert.deepEqual(tab.errors, []);
});

test('a column of the file became a field of its own: a column of the list that many rows change at once', async () => {
    const tab = await withPeople('bulk');
    await tab.click('button', '7 columns');
    for (const name of ['Tags', 'Last touch', 'Favourite genre']) await tab.activate('checkbox', name, { exact: true });
    await tab.press('Escape');
    await tab.find('columnheader', 'Favourite genre');
    await tab.click('checkbox', 'Select all');
    await tab.says('4 selected');
    await tab.click('button', 'Assign', { exact: true });
    await tab.type('textbox', 'Owner', 'Ines');
    await tab.press('Enter');
    await tab.says('4 contacts');
    await tab.click('button', 'Undo', { exact: true });
    await tab.saved();
    assert.deepEqual(tab.errors, []);
});

test('a list sorts by two heads, filters by this month, and does the same on a narrow screen', async () => {
    const tab = await withPeople('months');
    await tab.click('columnheader', 'Orders');
    await tab.engine.keyboard.down('Shift');
    await tab.click('columnheader', 'Name');
    await tab.engine.keyboard.up('Shift');
    await until('both in the address', () => tab.evaluate(() => location.hash.endsWith('?sort=-orders,name')));
    await tab.click('button', 'Filter', { exact: true });
    await tab.click('combobox', 'Field');
    await tab.activate('option', 'Last order', { exact: true });
    await until('the conditions of days', async () => (await tab.peek('combobox', 'Condition'))?.value.includes('within the last days'));
    // A click while the list of fields still closes only closes it.
    await until('the list of conditions', async () => {
        await tab.click('combobox', 'Condition');
        return until('its options', () => tab.peek('option', 'this month', { exact: true }), 3000).catch(() => false);
    });
    await tab.activate('option', 'this month', { exact: true });
    await until('the condition', async () => (await tab.peek('combobox', 'Condition'))?.value.includes('this month'));
    await tab.click('button', 'Add filter');
    await tab.find('button', 'Remove filter: Last order this month');
    await tab.says('Nobody matches');
    await tab.click('button', 'Save view');
    await tab.type('textbox', 'Name', 'Buyers of this month');
    await tab.press('Enter');
    await tab.find('tab', 'Buyers of this month');
    await tab.saved();
    assert.deepEqual(tab.errors, []);
    await closeAll();

    const browser = await launch(path.join(folder.path, 'months'), { width: 420, height: 860 });
    const narrow = await browser.firstTab();
    await narrow.open(server.url);
    await narrow.evaluate(() => { location.hash = '#/contacts?text='; });
    await narrow.says('Agnieszka');
    await narrow.click('combobox', 'View');
    await narrow.click('option', 'Buyers of this month');
    await narrow.says('Nobody matches');
    await narrow.click('button', 'Remove filter: Last order this month');
    await narrow.says('Agnieszka');
    assert.deepEqual(narrow.errors, []);
});
