// Takes a picture of every screen into build/pictures, and the README's into docs/pictures, from a shop that does not exist:
//   node tools/pictures.mjs [NAME]...       after a build of the page; PERENNIAL_DIST=FOLDER takes another build
import { mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { launch, repository, serve, sleep, temporaryFolder } from '../tests/browser/support/browser.mjs';

const made = path.join(repository, 'tests/data/made');
const inReadme = new Set(['contacts']);
const folderOf = (name) => (inReadme.has(name) ? 'docs/pictures' : 'build/pictures');
const wanted = process.argv.slice(2);

async function importFile(tab, name, { shot } = {}) {
    await tab.upload(path.join(made, name));
    await tab.find('group', 'Preview');
    const { count } = await tab.find('button', 'Import ');
    if (shot) await shot('import');
    await tab.click('button', 'Import ', { nth: count - 1 });
    await tab.says(' added', 240_000).catch(async (error) => {
        await tab.screenshot(path.join(tmpdir(), 'perennial-picture-failed.png'));
        throw error;
    });
    if (shot) await shot('import-done');
    await tab.saved();
}

/// Waits until the page rests, so that no picture holds a fade or a hovered row.
async function take(tab, name) {
    if (wanted.length > 0 && !wanted.includes(name)) return;
    await tab.engine.mouse.move(720, 899);
    await sleep(400);
    for (let frames = -1, now = 0; frames !== now;) {
        frames = now;
        await sleep(300);
        now = (await tab.stats()).animationFrames;
    }
    const file = `${folderOf(name)}/${name}.png`;
    await tab.screenshot(path.join(repository, file));
    console.log(file);
}

async function go(tab, place) {
    await tab.evaluate((fragment) => { location.hash = fragment; }, `#/${place}`);
    await sleep(300);
}

async function wide(server, profile) {
    const browser = await launch(profile);
    const tab = await browser.firstTab();
    await tab.open(server.url);
    await take(tab, 'empty');
    await importFile(tab, 'harbour_people.csv');
    await importFile(tab, 'harbour_orders.csv', { shot: (name) => take(tab, name) });
    await sleep(7000);  // The toast goes.
    await go(tab, 'contacts');
    await tab.find('grid');
    await take(tab, 'contacts');
    await tab.click('link', 'Agnieszka Wróblewska');
    await tab.find('heading', 'Agnieszka Wróblewska');
    await take(tab, 'contact');
    await go(tab, 'orders');
    await tab.find('grid');
    await take(tab, 'orders');
    await tab.evaluate(() => document.querySelector('#mirror [role=grid] a').click());
    await take(tab, 'order');
    for (const place of ['companies', 'imports', 'settings']) {
        await go(tab, place);
        await take(tab, place);
    }
    await browser.close();
}

async function again(server, profile, options, shots) {
    const browser = await launch(profile, options);
    const tab = await browser.firstTab();
    await tab.open(server.url);
    await tab.says('Agnieszka Wróblewska');
    for (const [name, act] of shots) {
        await act(tab);
        await take(tab, name);
    }
    await browser.close();
}

const contact = async (tab) => {
    await tab.activate('link', 'Agnieszka Wróblewska');
    await tab.find('heading', 'Agnieszka Wróblewska');
};

mkdirSync(path.join(repository, 'build/pictures'), { recursive: true });
const server = await serve();
const folder = temporaryFolder('pictures');
const profile = path.join(folder.path, 'shop');
try {
    await wide(server, profile);
    await again(server, profile, { dark: true }, [['contacts-dark', () => {}], ['contact-dark', contact]]);
    await again(server, profile, { width: 420, height: 900, ratio: 2 }, [['contacts-narrow', () => {}], ['contact-narrow', contact]]);
} finally {
    server.stop();
    folder.remove();
}
