// The page and the command line are one program: the same files give the same records, lists and sums in both.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { after, afterEach, before, test } from 'node:test';
import { closeAll, launch, repository, serve, temporaryFolder, until } from './support/browser.mjs';
import { drop, importChecked } from './support/imports.mjs';

const binary = path.join(repository, 'build/native/perennial');
const files = ['harbour_people.csv', 'harbour_orders.csv'].map((name) => path.join(repository, 'tests/data/made', name));

let server;
let folder;
before(async () => {
    server = await serve();
    folder = temporaryFolder('same-results');
    if (!existsSync(binary)) execFileSync(path.join(repository, 'tools/build.sh'), ['native', 'main_cli'], { stdio: 'inherit' });
});
afterEach(closeAll);
after(() => {
    server.stop();
    folder.remove();
});

const perennial = (...words) => execFileSync(binary, ['--workspace', path.join(folder.path, 'cli.db'), ...words], { encoding: 'utf8' });

/// Rows of cells.
function parse(csv) {
    const rows = [];
    for (let at = csv.startsWith('\uFEFF') ? 1 : 0; at < csv.length;) {
        const row = [];
        for (let more = true; more;) {
            const cell = csv[at] === '"' ? /"(?:[^"]|"")*"/y : /[^,\r\n]*/y;
            cell.lastIndex = at;
            const [text] = cell.exec(csv);
            at += text.length;
            row.push(text.startsWith('"') ? text.slice(1, -1).replaceAll('""', '"') : text);
            more = csv[at] === ',';
            if (more) ++at;
        }
        while (csv[at] === '\r' || csv[at] === '\n') ++at;
        rows.push(row);
    }
    return rows;
}

// The page names the currency of an amount that is not the shop's.
const bare = (rows) => rows.map((row) => row.map((cell) => cell.replace(/^(-?[\d.]+) [A-Z]{3}$/, '$1')));

/// The list as the page hands it over.
async function exported(tab, address) {
    await tab.evaluate((fragment) => { location.hash = fragment; }, address);
    await until(`the list ${address}`, async () => (await tab.evaluate(() => location.hash)) === address && await tab.peek('grid'));
    await tab.click('button', 'More', { exact: true });
    await tab.find('menuitem', 'Save this list as CSV');
    const csv = await tab.download(() => tab.click('menuitem', 'Save this list as CSV'));
    return bare(parse(csv.toString('utf8')));
}

const contactColumns = 'name,email,tags,city,orders,spent,last_order';
const orderColumns = 'number,placed_on,status,total';

test('people and orders imported by page and by command line give the same lists, filters, sums and counts', async () => {
    const browser = await launch(path.join(folder.path, 'page'));
    const tab = await browser.firstTab();
    await tab.open(server.url);
    await drop(tab, files.toReversed().map((file) => ({ name: path.basename(file), bytes: readFileSync(file) })));
    await tab.says('File 1 of 2');
    await importChecked(tab);
    await tab.says('File 2 of 2');
    await importChecked(tab);
    await tab.find('heading', 'Done');
    const ofPage = await tab.text();

    perennial('init');
    const reports = JSON.parse(perennial('--json', 'import', ...files.toReversed()));
    assert.deepEqual(reports.map(({ file }) => file), files.map((file) => path.basename(file)));
    const [people, orders] = reports;
    assert.ok(ofPage.includes(`${people.tables.contact.added} contacts added`), ofPage);
    assert.ok(ofPage.includes(`${orders.tables.order.added} orders`), ofPage);

    const contacts = parse(perennial('list', 'contact', '--columns', contactColumns, '--sort', '-spent,name', '--format', 'csv'));
    const page = await exported(tab, `#/contacts?sort=-spent,name&columns=${contactColumns}`);
    assert.equal(page.length, people.tables.contact.added + (orders.tables.contact?.added ?? 0) + 1);
    assert.deepEqual(page.slice(1), contacts.slice(1));

    const frequent = await exported(tab, `#/contacts?filter=tags:is:Frequent&sort=-spent,name&columns=${contactColumns}`);
    const tagged = contacts.slice(1).filter((row) => row[2].split('; ').includes('Frequent'));
    assert.ok(tagged.length > 0 && tagged.length < contacts.length - 1);
    assert.deepEqual(frequent.slice(1), tagged);

    const placed = parse(perennial('list', 'order', '--columns', orderColumns, '--sort', 'number', '--format', 'csv'));
    const pageOrders = await exported(tab, `#/orders?sort=number&columns=${orderColumns}`);
    assert.deepEqual(pageOrders.slice(1), placed.slice(1));
    const total = placed.slice(1).reduce((sum, row) => sum + Math.round(Number(row[3]) * 100), 0);
    const shown = new Intl.NumberFormat('en-GB', { minimumFractionDigits: 2 }).format(total / 100);
    assert.ok((await tab.text()).includes(shown), `${shown} in the foot of the list`);
    assert.deepEqual(tab.errors, []);
});
