// The main job in a real browser: drop the file the shop exported, see customers and orders, change something, close, open
// again, and nothing is gone; hand everything over as one file that opens on another machine.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { readFileSync } from 'node:fs';
import { after, afterEach, before, test } from 'node:test';
import { closeAll, launch, repository, serve, startEmpty, temporaryFolder, until } from './support/browser.mjs';
import { importChecked } from './support/imports.mjs';

const people = `Name,E-mail,Phone,City,Tags
Agnieszka Wróblewska,aga.wroblewska@example.org,+48 555 010 384,Kraków,Frequent;Book club
佐藤 結衣,yui.sato@momiji.example,,東京,Frequent
Marie-Claire Dubois,mc.dubois@example.net,,Lyon,Occasional
`;

let server;
let folder;
before(async () => {
    server = await serve();
    folder = temporaryFolder('main-job');
    writeFileSync(path.join(folder.path, 'people.csv'), people);
    writeFileSync(path.join(folder.path, 'cdnow.txt'), gunzipSync(readFileSync(path.join(repository, 'tests/data/orders/CDNOW_master.txt.gz'))));
});
afterEach(closeAll);
after(() => {
    server.stop();
    folder.remove();
});

async function importFile(tab, name) {
    await tab.upload(path.join(folder.path, name));
    await importChecked(tab);
    await tab.says('added', 240_000);
}

test('import people, edit one, reload, kill the browser, open again: the data is there', async () => {
    const profile = path.join(folder.path, 'owner');
    let browser = await launch(profile);
    let tab = await browser.firstTab();
    await tab.open(server.url);
    await startEmpty(tab, { name: 'Ines Marlow' });
    await importFile(tab, 'people.csv');
    await tab.click('button', 'See the contacts');
    await tab.says('3 contacts');
    await tab.click('link', 'Marie-Claire Dubois');
    await tab.find('heading', 'Marie-Claire Dubois');
    await tab.click('button', 'Edit', { exact: true });
    await tab.type('textbox', 'Preferred name', 'Marie');
    await tab.click('button', 'Save', { exact: true });
    await tab.says('goes by Marie');
    await tab.saved();

    await tab.engine.reload();
    await tab.ready();
    await tab.says('goes by Marie');

    await tab.click('link', 'Contacts');
    await tab.click('button', 'New contact', { nth: 0 });
    await tab.type('textbox', 'Name', 'Łukasz Źrebiec');
    await tab.type('textbox', 'E-mail', 'lukasz@zrebiec.example');
    await tab.click('button', 'Add contact');
    await tab.find('heading', 'Łukasz Źrebiec');
    await tab.saved();
    await browser.kill();

    browser = await launch(profile);
    tab = await browser.firstTab();
    await tab.open(server.url);
    await tab.says('4 contacts');
    await tab.find('link', 'Łukasz Źrebiec');
    assert.deepEqual(tab.errors, []);
});

test('export, open the file in a fresh profile, export again: the same bytes', async () => {
    const first = await launch(path.join(folder.path, 'first'));
    const tab = await first.firstTab();
    await tab.open(server.url);
    await importFile(tab, 'people.csv');
    await tab.click('button', 'See the contacts');
    await tab.click('link', 'Agnieszka Wróblewska');
    await tab.click('button', 'Log a call');
    await tab.type('textbox', 'What was said', 'Asked when the Ogawa translation arrives.');
    await tab.click('button', 'Log Call');
    await tab.says('Asked when the Ogawa translation arrives.');
    await tab.click('link', 'Contacts');
    const exported = await tab.download(() => tab.click('button', 'Export', { exact: true }));
    await first.close();
    const file = path.join(folder.path, 'colleague.json');
    writeFileSync(file, exported);

    const second = await launch(path.join(folder.path, 'second'));
    const other = await second.firstTab();
    await other.open(server.url);
    await other.upload(file);
    await other.says('3 contacts');
    await other.click('link', 'Agnieszka Wróblewska');
    await other.says('Asked when the Ogawa translation arrives.');
    await other.click('link', 'Contacts');
    const again = await other.download(() => other.click('button', 'Export', { exact: true }));
    assert.equal(again.toString('utf8'), exported.toString('utf8'));

    await other.upload(file);
    await other.says('already holds');
    assert.deepEqual([...tab.errors, ...other.errors], []);
    await second.close();
});

test('a second tab reads only and says so; it can take over', async () => {
    const browser = await launch(path.join(folder.path, 'two-tabs'));
    const writer = await browser.firstTab();
    await writer.open(server.url);
    await importFile(writer, 'people.csv');
    await writer.saved();
    const reader = await browser.newTab();
    await reader.open(server.url);
    await reader.says('Open in another tab. Reading only.');
    await reader.says('3 contacts');
    assert.equal((await reader.find('button', 'New contact')).disabled, true);
    await reader.click('button', 'Take over');
    await reader.gone('button', 'Take over');
    await until('the first tab to read only', async () => (await writer.text()).includes('Reading only.'));
    await reader.click('link', '佐藤 結衣');
    await reader.click('button', 'Delete');
    await reader.says('2 contacts');
    await reader.saved();
});

test('delete, undo from the toast, redo, take an import back', async () => {
    const browser = await launch(path.join(folder.path, 'undo'));
    const tab = await browser.firstTab();
    await tab.open(server.url);
    await importFile(tab, 'people.csv');
    await tab.click('button', 'See the contacts');
    await tab.click('checkbox', 'Select Agnieszka Wróblewska');
    await tab.click('checkbox', 'Select 佐藤 結衣');
    await tab.says('2 selected');
    await tab.click('button', 'Delete', { exact: true });
    await tab.click('button', 'Delete 2 contacts');
    await tab.says('1 contact');
    await tab.click('button', 'Undo', { exact: true });
    await tab.says('3 contacts');
    await tab.click('button', 'Redo');
    await tab.gone('link', '佐藤 結衣');
    await tab.click('button', 'Undo');
    await tab.find('link', '佐藤 結衣');
    await tab.activate('link', 'Imports');
    await tab.click('button', 'Take back');
    await tab.says('Taken back');
    await tab.activate('link', 'Contacts');
    await tab.says('No customers yet');
    assert.deepEqual(tab.errors, []);
});

test('the CDNOW log comes in as it is while the page stays usable', async () => {
    const browser = await launch(path.join(folder.path, 'cdnow'));
    const tab = await browser.firstTab();
    await tab.open(server.url);
    await importFile(tab, 'cdnow.txt');
    await tab.says('69,659 orders and 23,570 customers added', 240_000);
    await tab.click('button', 'See the orders');
    await tab.says('69,659 orders');
    await tab.activate('link', 'Contacts');
    await tab.says('23,570 contacts');
    await tab.saved();
    await tab.engine.reload();
    await tab.ready();
    await tab.says('23,570 contacts');
});
