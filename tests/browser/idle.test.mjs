// Nothing runs when nothing happens, nothing leaves the page, and it works from a subfolder of any static host.
import assert from 'node:assert/strict';
import { cpSync } from 'node:fs';
import path from 'node:path';
import { after, afterEach, before, test } from 'node:test';
import { closeAll, launch, repository, serve, sleep, startEmpty, temporaryFolder } from './support/browser.mjs';

let server;
let folder;
before(async () => {
    folder = temporaryFolder('idle');
    cpSync(path.resolve(repository, process.env.PERENNIAL_DIST || 'build/web/dist'), path.join(folder.path, 'site/shop/crm'), { recursive: true });
    server = await serve(path.join(folder.path, 'site'));
});
afterEach(closeAll);
after(() => {
    server.stop();
    folder.remove();
});

test('five idle seconds ask for no animation frame and no request', async () => {
    const browser = await launch(path.join(folder.path, 'profile'));
    const tab = await browser.firstTab();
    await tab.open(`${server.url}shop/crm/`);
    await startEmpty(tab);
    await tab.saved();
    await tab.engine.mouse.move(700, 700);
    await sleep(1500);
    const before = await tab.stats();
    const requests = await tab.evaluate(() => performance.getEntriesByType('resource').length);
    await sleep(5000);
    const later = await tab.stats();
    assert.equal(later.animationFrames - before.animationFrames, 0);
    assert.equal(await tab.evaluate(() => performance.getEntriesByType('resource').length), requests);
    assert.deepEqual(tab.errors, []);
});

test('storage that is refused is said on screen, and export still works', async () => {
    const browser = await launch(path.join(folder.path, 'refused'));
    const tab = await browser.firstTab();
    const refuse = () => { indexedDB.open = () => { throw new DOMException('Refused for this test.', 'SecurityError'); }; };
    if (tab.engine.addInitScript) await tab.engine.addInitScript(refuse);
    else await tab.engine.evaluateOnNewDocument(refuse);
    await tab.open(`${server.url}shop/crm/`);
    await startEmpty(tab);
    await tab.click('button', 'Add one by hand');
    await tab.type('textbox', 'Name', 'Ada Lovelace');
    await tab.click('button', 'Add contact');
    await tab.find('heading', 'Ada Lovelace');
    await tab.says('Not saved');
    await tab.click('link', 'Contacts');
    const exported = await tab.download(() => tab.click('button', 'Export', { exact: true }));
    assert.match(exported.toString('utf8'), /Ada Lovelace/);
});
