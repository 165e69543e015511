// What is done with very many rows at once: work that shows how far it is, can be stopped, leaves the page usable, and is one
// step to undo.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, afterEach, before, test } from 'node:test';
import { contactsCsv } from '../bench/made_contacts.mjs';
import { closeAll, launch, serve, startEmpty, temporaryFolder, until } from './support/browser.mjs';
import { importChecked } from './support/imports.mjs';

const kContacts = 20_000;

let server;
let folder;
before(async () => {
    server = await serve();
    folder = temporaryFolder('many-rows');
    writeFileSync(path.join(folder.path, 'people.csv'), contactsCsv(kContacts));
});
afterEach(closeAll);
after(() => {
    server.stop();
    folder.remove();
});

/// Clicks a button or link from the moment when work shows until it is over, and remembers that: work may be over before a
/// test looks, and a dialog that is still closing takes a click for itself.
async function clickWhileBusy(tab, name) {
    await tab.evaluate((wanted) => {
        clearInterval(globalThis.clicking);
        globalThis.clicked = false;
        globalThis.clicking = setInterval(() => {
            const named = [...document.querySelectorAll('button, a')].find((one) => (one.getAttribute('aria-label') || one.textContent).trim() === wanted);
            if (!named || !document.querySelector('[role="progressbar"]')) return;
            globalThis.clicked = true;
            named.click();
        }, 50);
    }, name);
}

const wasClicked = (tab) => until('it to be clicked', () => tab.evaluate(() => globalThis.clicked));

async function tagEverybody(tab, tag) {
    await tab.click('button', 'Tag', { exact: true });
    await tab.type('textbox', 'Tag', tag);
    await tab.press('Enter');
}

test('everybody is tagged while the page stays usable, stopped or undone by name', async () => {
    const browser = await launch(path.join(folder.path, 'profile'));
    const tab = await browser.firstTab();
    await tab.open(server.url);
    await startEmpty(tab, { shop: 'Corner Books' });
    await tab.upload(path.join(folder.path, 'people.csv'));
    await importChecked(tab, null, 240_000);
    await tab.says('contacts added', 240_000);
    await tab.activate('button', 'See the contacts');
    await tab.says('20,000 contacts');
    await tab.click('checkbox', 'Select all');
    await tab.says('20,000 selected');

    await clickWhileBusy(tab, 'Stop');
    await tagEverybody(tab, 'Winter');
    await wasClicked(tab);
    await tab.says('Stopped. Nothing was changed.');
    await tab.find('button', 'Undo: import people.csv');
    await tab.says('20,000 selected');

    await clickWhileBusy(tab, 'Products');
    await tagEverybody(tab, 'Summer');
    await wasClicked(tab);
    await until('the products', () => tab.evaluate(() => location.hash.startsWith('#/products')));
    await tab.says('20,000 contacts tagged with "Summer"', 240_000);
    await tab.find('button', 'Undo: tag 20,000 contacts with "Summer"');
    await tab.activate('button', 'Undo: tag 20,000 contacts with "Summer"');
    await tab.says('Undone: Tag 20,000 contacts with "Summer".', 240_000);
    await tab.find('button', 'Undo: import people.csv');
    await tab.saved();
    assert.deepEqual(tab.errors, []);
});
