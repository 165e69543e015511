// The import wizard as a person meets it: files of ten programs that need no hand on the mapping, problems that are mended
// and dropped again, an import that is taken back, and several files at once.
import assert from 'node:assert/strict';
import path from 'node:path';
import { readFileSync } from 'node:fs';
import { after, afterEach, before, test } from 'node:test';
import { closeAll, launch, repository, serve, startEmpty, temporaryFolder, until } from './support/browser.mjs';
import { asCsv, drop, importChecked, vendorLayouts } from './support/imports.mjs';

const data = (file) => readFileSync(path.join(repository, 'tests/data', file));

let server;
let folder;
before(async () => {
    server = await serve();
    folder = temporaryFolder('wizard');
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
    await startEmpty(tab);
    return tab;
}

/// The list of files or imports is left for the next drop.
async function close(tab) {
    await tab.evaluate(() => { location.hash = '#/imports'; });
    await tab.find('grid', 'Imports');
}

// Goals of layouts.txt as the page calls them.
const labels = { name: 'Name', given_name: 'Given name', family_name: 'Family name', email: 'E-mail', phone: 'Phone', company: 'Company',
                 external_id: 'Customer number', tags: 'Tags', birthday: 'Birthday', custom: 'A field of its own', '-': 'Leave out',
                 notes: 'Notes', city: 'City', country: 'Country', owner: 'Owner', number: 'Order number', placed_on: 'Placed on', total: 'Total',
                 'contact.email': "Customer's e-mail", 'line.title': 'Product', 'line.quantity': 'Quantity', 'line.total': 'Line total' };

const programs = ['mailchimp: subscribed', 'Brevo', 'hubspot: helix contacts', 'Google Contacts, current style', 'Outlook desktop, German',
                  'Shopify customers export, newer', 'Shopify orders export', 'WooCommerce orders', 'zoho: Leads', 'Stripe payments'];

test('files of ten programs are recognised, checked and brought in without a hand on the mapping', async () => {
    const tab = await begin('ten');
    for (const title of programs) {
        const layout = vendorLayouts().find((each) => each.title.startsWith(title));
        await drop(tab, [{ name: 'export.csv', bytes: asCsv(layout) }]);
        await tab.find('heading', 'Match the columns');
        if (layout.known) await tab.says(`Looks like ${layout.known}`);
        for (const { header, goal } of layout.columns.slice(0, 8)) {
            const label = labels[goal.split(':')[0]];
            if (label) await until(`${title}: ${header} to go to ${label}`, async () => (await tab.peek('combobox', `${header} goes to`, { exact: true }))?.value === label);
        }
        await tab.says('All 2 rows read');
        await importChecked(tab, 2);
        await tab.find('heading', 'Done');
        await tab.says(layout.kind === 'orders' ? 'order' : 'contact');
        await close(tab);
    }
    await tab.says('2 added');
    assert.equal((await tab.find('button', 'Take back')).count, programs.length);
    assert.deepEqual(tab.errors, []);
});

test('real exports come in: Mailchimp, Salesforce in Windows-1252, Outlook with short rows, German orders', async () => {
    const tab = await begin('real');
    for (const { file, says } of [
        { file: 'contacts/mailchimp_subscribed.csv', says: '5 contacts added' },
        { file: 'contacts/salesforce_contacts.csv', says: '150 contacts added' },
        { file: 'contacts/tinynews_subscribers.csv', says: '2 contacts added' },
        { file: 'contacts/outlook_short_rows.csv', says: '3 contacts added' },
        { file: 'made/german_customers_windows_1252.csv', says: 'contacts added' },
        { file: 'made/german_orders_windows_1252.csv', says: 'orders' },
    ]) {
        await drop(tab, [{ name: path.basename(file), bytes: data(file) }]);
        await importChecked(tab);
        await tab.says(says);
        await close(tab);
    }
    assert.deepEqual(tab.errors, []);
});

const orders = 'Order number,Order date,Customer e-mail,Product,Quantity,Total\n' +
    'A1,2026-01-05,ada@example.org,Tea,1,4.50\nA2,2026-01-06,bob@example.org,Tea,2,"12,5,0"\nA3,2026-01-07,cleo@example.org,Tea,1,4.50\n';

test('what becomes of each column is known while it is matched, and follows every change', async () => {
    const tab = await begin('preview');
    await drop(tab, [{ name: 'people.csv', bytes: 'Name,E-mail,Birthday,Tags\nAda,ada@example.org,1990-02-28,VIP;Book club\nBob,,,VIP\n' }]);
    await tab.says('2 to add');
    await tab.says('All 2 rows read');
    await tab.says('1 good, 1 empty');
    await tab.says('2 tags, 2 are new');
    await tab.says('Nobody in this file is here yet.');
    await tab.click('combobox', 'Birthday goes to');
    await tab.activate('option', 'Leave out');
    await tab.says('Not imported');
    await tab.type('textbox', 'Tag everyone', 'June');
    await tab.says('3 tags, 3 are new');
    await tab.click('button', 'Import 2 rows');
    await tab.says('2 contacts added');
    await drop(tab, [{ name: 'people again.csv', bytes: 'Name,E-mail\nAda Lovelace,ada@example.org\nZoe,zoe@example.org\n' }]);
    await tab.says('1 row is of somebody you know.');
    await tab.says('1 unchanged');
    await tab.click('radio', "Take the file's values");
    await tab.says('1 to update');
    assert.deepEqual(tab.errors, []);
});

test('refused rows are listed, saved, mended and dropped again: only the mended ones go in', async () => {
    const tab = await begin('mend');
    await drop(tab, [{ name: 'orders.csv', bytes: orders }]);
    await tab.find('grid', 'Problems');
    await tab.says('1 row cannot be read');
    await tab.says('1 row refused. The rest is not held up by them.');
    await tab.says('Not an amount. Type it as 12.50, or leave it empty.');
    const before = await tab.download(() => tab.click('button', 'Save refused rows'));
    assert.match(before.toString('utf8'), /A2/);
    await importChecked(tab, 2);
    await tab.says('2 orders and 2 customers added');
    const refused = (await tab.download(() => tab.click('button', 'Save refused rows'))).toString('utf8');
    assert.equal(refused, before.toString('utf8'));
    assert.match(refused, /Not an amount/);
    await drop(tab, [{ name: 'refused-orders.csv', bytes: refused.replace('"12,5,0"', '12.50') }]);
    await importChecked(tab, 1);
    await tab.says('1 order and 1 customer added');
    await tab.click('button', 'See the orders');
    await tab.says('3 orders');
    assert.deepEqual(tab.errors, []);
});

test('with "bad ones are listed" off nothing can go in until the rows are mended', async () => {
    const tab = await begin('stop');
    await drop(tab, [{ name: 'orders.csv', bytes: orders }]);
    await tab.find('button', 'Import 2 rows');
    await tab.click('checkbox', 'Good rows go in, bad ones are listed');
    await tab.says('Nothing goes in until they are mended.');
    await until('Import to be refused', async () => (await tab.peek('button', 'Import 2 rows'))?.disabled);
    assert.deepEqual(tab.errors, []);
});

test('an import is taken back as a whole, and the next one stays', async () => {
    const tab = await begin('take-back');
    await drop(tab, [{ name: 'one.csv', bytes: 'Name,E-mail\nAda,ada@example.org\nBob,bob@example.org\n' }]);
    await importChecked(tab, 2);
    await tab.says('2 contacts added');
    await drop(tab, [{ name: 'two.csv', bytes: 'Name,E-mail\nCleo,cleo@example.org\n' }]);
    await importChecked(tab, 1);
    await tab.says('1 contact added');
    await tab.activate('link', 'Imports', { nth: 0 });
    await tab.find('grid', 'Imports');
    await tab.click('button', 'Take back', { nth: 1 });
    await tab.says('Taken back');
    await tab.activate('link', 'Contacts');
    await tab.says('1 contact');
    await tab.find('link', 'Cleo');
    assert.equal(await tab.peek('link', 'Ada'), null);
    assert.deepEqual(tab.errors, []);
});

test('several files at once: people first, the one that is no table is named, each is an import of its own', async () => {
    const tab = await begin('several');
    const picture = Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), Buffer.alloc(400, 7)]);
    await drop(tab, [{ name: 'orders.csv', bytes: orders.replace('"12,5,0"', '12.50') },
                     { name: 'photo.png', bytes: picture },
                     { name: 'people.csv', bytes: 'Name,E-mail\nAda,ada@example.org\nBob,bob@example.org\nCleo,cleo@example.org\n' }]);
    await tab.says('File 1 of 2');
    await tab.find('listitem', 'photo.png');
    await tab.says('Cannot be read.');
    await importChecked(tab, 3);
    await tab.says('File 2 of 2');
    await tab.says('0 customers to add');
    await importChecked(tab, 3);
    await tab.find('heading', 'Done');
    await tab.says('3 contacts added');
    await tab.says('3 orders added');
    await tab.find('listitem', 'photo.png');
    await tab.click('button', 'See the contacts');
    await tab.says('3 contacts');
    await tab.activate('link', 'Imports', { nth: 0 });
    assert.equal((await tab.find('button', 'Take back')).count, 2);
    assert.deepEqual(tab.errors, []);
});

test('files that come while one is being matched wait behind it, and one can be left out', async () => {
    const tab = await begin('behind');
    const people = (name) => `Name,E-mail\n${name},${name.toLowerCase()}@example.org\n`;
    await drop(tab, [{ name: 'first.csv', bytes: people('Ada') }]);
    await tab.find('button', 'Import 1 row');
    await tab.type('textbox', 'Source', 'Till');
    await drop(tab, [{ name: 'second.csv', bytes: people('Bob') }, { name: 'third.csv', bytes: people('Cleo') }]);
    await tab.says('2 files added behind this one.');
    await tab.says('File 1 of 3');
    assert.equal((await tab.find('textbox', 'Source')).value, 'Till');
    await importChecked(tab, 1);
    await tab.says('File 2 of 3');
    await tab.click('button', 'Leave this file out');
    await tab.says('File 3 of 3');
    await importChecked(tab, 1);
    await tab.find('heading', 'Done');
    await tab.says('Left out');
    await tab.click('button', 'See the contacts');
    await tab.says('2 contacts');
    assert.deepEqual(tab.errors, []);
});

test('a change made while a long file is checked goes through, and the check begins again', async () => {
    const tab = await begin('meanwhile');
    let csv = 'Name,E-mail\n';
    for (let i = 0; i < 20_000; ++i) csv += `Person ${i},person${i}@example.org\n`;
    await drop(tab, [{ name: 'long.csv', bytes: csv }]);
    await tab.find('heading', 'Match the columns');
    await tab.engine.keyboard.press('c');
    await tab.type('textbox', 'Name', 'Person Zero');
    await tab.type('textbox', 'E-mail', 'person0@example.org');
    await tab.click('button', 'Add contact');
    await tab.find('heading', 'Person Zero');
    await tab.evaluate(() => { location.hash = '#/import'; });
    await tab.says('1 row is of somebody you know.', 120_000);
    await tab.says('19,999 to add');
    assert.deepEqual(tab.errors, []);
});

test('on a narrow screen columns, options and problems are tabs, and the figures stand above the buttons', async () => {
    const browser = await launch(path.join(folder.path, 'narrow'), { width: 420, height: 860 });
    const tab = await browser.firstTab();
    await tab.open(server.url);
    await drop(tab, [{ name: 'orders.csv', bytes: orders }]);
    await tab.find('button', 'Import 2 rows');
    await tab.says('2 orders to add');
    await tab.click('tab', 'Problems');
    await tab.says('Not an amount.');
    await tab.click('tab', 'Options');
    await tab.find('radio', 'Leave them alone');
    await tab.click('tab', 'Columns');
    await tab.find('combobox', 'Total goes to');
    await importChecked(tab, 2);
    await tab.says('2 orders and 2 customers added');
    assert.deepEqual(tab.errors, []);
});
