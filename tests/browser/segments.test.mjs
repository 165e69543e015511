// Segments by hand: a rule is put together from pickers, typed as a text, saved, and its people are those of the command line.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, afterEach, before, test } from 'node:test';
import { closeAll, launch, repository, serve, temporaryFolder } from './support/browser.mjs';

const binary = path.join(repository, 'build/native/perennial');

let server;
let folder;
before(async () => {
    server = await serve();
    folder = temporaryFolder('segments');
    if (!existsSync(binary)) execFileSync(path.join(repository, 'tools/build.sh'), ['native', 'main_cli'], { stdio: 'inherit' });
});
afterEach(closeAll);
after(() => {
    server.stop();
    folder.remove();
});

const perennial = (...words) => execFileSync(binary, ['--workspace', path.join(folder.path, 'cli.db'), ...words], { encoding: 'utf8' });

async function choose(tab, picker, option) {
    await tab.activate('combobox', picker, { exact: true });
    await tab.activate('option', option, { exact: true });
    await tab.gone('option', option);
}

test('a segment is built, typed, saved, follows an edit, and counts whom the command line counts', async () => {
    const browser = await launch(path.join(folder.path, 'page'));
    const tab = await browser.firstTab();
    await tab.open(server.url);
    await tab.click('button', 'Look at a sample shop');
    await tab.says('This is a sample shop.');
    await tab.find('grid', 'Contacts');
    await tab.saved();
    await tab.activate('link', 'Segments');
    await tab.says('No segments yet');
    await tab.click('button', 'Frequent: 4 or more orders in the last year');
    await tab.says('People who match now');
    await tab.activate('button', 'Save segment', { exact: true });
    await tab.find('heading', 'Frequent');
    const ids = () => JSON.parse(perennial('--json', 'segment', 'orders count in last 365 days >= 4', '--ids'));
    const file = path.join(folder.path, 'sample.json');
    await tab.activate('link', 'Contacts');
    writeFileSync(file, await tab.download(() => tab.click('button', 'Export', { exact: true })));
    perennial('init');
    perennial('import', file);
    const counted = ids();
    assert.ok(counted.count > 0);
    await tab.activate('link', 'Segments');
    await tab.says('Has at least 4 orders in the last 365 days');
    await tab.find('gridcell', String(counted.count), { exact: true });

    await tab.click('link', 'Frequent', { exact: true });
    await tab.activate('button', 'Condition', { nth: 0 });
    await choose(tab, 'What of line 2', 'City');
    await tab.type('textbox', 'Value of line 2', 'Nowhere at all');
    await tab.says('Draft kept, not saved yet');
    await tab.says('0 % of');
    await tab.type('textbox', 'The rule as text', 'orders count >= 2');
    await tab.says('Has at least 2 orders');
    await tab.activate('button', 'Save segment', { exact: true });
    await tab.find('button', 'Undo: edit segment Frequent');
    const two = JSON.parse(perennial('--json', 'segment', 'orders count >= 2')).count;
    await tab.activate('tab', 'Members');
    await tab.says(String(two));
    await tab.saved();
    await tab.engine.reload();
    await tab.ready();
    await tab.find('heading', 'Frequent');
    await tab.says(String(two));
    assert.deepEqual(tab.errors, []);
});
