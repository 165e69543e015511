// Measures the built page in a real browser and prints; asserts nothing. docs/performance.md explains the figures.
//   node tests/bench/page.mjs [PART]...   parts: bytes start import edit scroll lists bulk orders idle (default: all)
//   PERENNIAL_BROWSER=firefox xvfb-run -a node tests/bench/page.mjs
//   PERENNIAL_DIST=FOLDER measures another build than build/web/dist.
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { browserName, launch, repository, serve, sleep, temporaryFolder, until } from '../browser/support/browser.mjs';
import { contactsCsv, ordersCsv } from './made_contacts.mjs';

const dist = path.resolve(repository, process.env.PERENNIAL_DIST || 'build/web/dist');
const count = (value) => Math.round(value).toLocaleString('en-GB');
const ms = (value) => `${value.toFixed(1)} ms`;
const print = (label, value) => console.log(`  ${label.padEnd(46)} ${value}`);

/// The value below which `share` of them lie.
function percentile(values, share) {
    const sorted = [...values].sort((a, b) => a - b);
    return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
}

function printVersions() {
    const command = browserName === 'firefox' ? 'firefox-esr' : 'chromium';
    const browser = execFileSync(command, ['--version'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
    const revision = execFileSync('git', ['-C', repository, 'rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
    console.log(`${browser}; Node ${process.version}; ${os.cpus().length} × ${os.cpus()[0].model}; load ${os.loadavg()[0].toFixed(1)}; sources ${revision}`);
}

// Shipped, but no page load asks for them.
const kLeftOut = ['LICENSE.txt', 'NOTICES.txt'];

/// Files of the page that it asked for after its first frame, as the browser saw it.
async function fetchedLater(server, folder) {
    const later = [];
    await withTab(server, path.join(folder, 'bytes'), async (tab) => {
        const { firstFrameMs } = await until('the whole program', async () => {
            const stats = await tab.stats();
            return stats.wholeMs > 0 && stats;
        });
        const entries = await tab.evaluate(() => performance.getEntriesByType('resource').map(({ name, startTime }) => [name, startTime]));
        for (const [url, startTime] of entries) if (startTime > firstFrameMs) later.push(new URL(url).pathname.slice(1));
    });
    return later;
}

async function measureBytes(server, folder) {
    const later = await fetchedLater(server, folder);
    const files = readdirSync(dist, { recursive: true }).filter(
        (name) => statSync(path.join(dist, name)).isFile() && !/\.(br|gz)$/.test(name) && !kLeftOut.includes(name));
    const size = (name) => statSync(path.join(dist, name), { throwIfNoEntry: false })?.size;
    const rows = files.map((name) => [name, size(name), size(`${name}.br`) ?? size(name)]).sort((a, b) => b[2] - a[2]);
    for (const [title, part] of [['Bytes of everything up to the first frame', rows.filter(([name]) => !later.includes(name))],
                                 ['Bytes fetched after it', rows.filter(([name]) => later.includes(name))]]) {
        console.log(title);
        const sum = (column) => part.reduce((total, row) => total + row[column], 0);
        for (const [name, raw, packed] of [...part, ['sum', sum(1), sum(2)]]) {
            print(name, `${count(raw).padStart(11)} raw ${count(packed).padStart(11)} brotli`);
        }
    }
}

/// Opens the page, returns its figures once it rests, closes the browser.
async function visit(server, profile) {
    const browser = await launch(profile);
    const tab = await browser.firstTab();
    await tab.open(server.url);
    const stats = await until('the whole program', async () => {
        const now = await tab.stats();
        return now.firstQueryMs > 0 && now.wholeMs > 0 && now;
    });
    await browser.close();
    return stats;
}

async function measureStart(server, folder) {
    console.log('From navigation, median of 5 (cold: fresh profile; warm: second visit with a new browser)');
    const visits = { cold: [], warm: [] };
    for (let i = 0; i < 5; ++i) {
        const profile = path.join(folder, `start-${i}`);
        visits.cold.push(await visit(server, profile));
        visits.warm.push(await visit(server, profile));
    }
    for (const [kind, stats] of Object.entries(visits)) {
        print(`${kind}: first query`, ms(percentile(stats.map((each) => each.firstQueryMs), 0.5)));
        print(`${kind}: whole program`, ms(percentile(stats.map((each) => each.wholeMs), 0.5)));
        print(`${kind}: first frame`, ms(percentile(stats.map((each) => each.firstFrameMs), 0.5)));
    }
}

/// Does one part of an import; how long it took, and the longest slices of own work and frames in it, in milliseconds.
async function timed(tab, act) {
    await tab.evaluate(() => globalThis.perennial.forgetLongest());
    const began = Date.now();
    await act();
    const { longestSliceMs, longestFrameMs } = await tab.stats();
    return { ms: Date.now() - began, longest: `${ms(longestSliceMs)}, ${ms(longestFrameMs)}` };
}

/// Recognises, checks and imports `file` through the page; the check begins by itself as soon as the file is recognised.
async function importFile(tab, file) {
    const recognised = await timed(tab, async () => {
        await tab.upload(file);
        await tab.find('heading', 'Match the columns', { timeout: 120_000 });
    });
    let last = 0;
    const checked = await timed(tab, async () => {
        await tab.find('group', 'Preview', { timeout: 240_000 });
        last = (await tab.find('button', 'Import ', { timeout: 240_000 })).count - 1;
    });
    const imported = await timed(tab, async () => {
        await tab.click('button', 'Import', { nth: last });
        await tab.says('added', 600_000);
    });
    return { recognised, checked, imported };
}

async function withTab(server, profile, act) {
    const browser = await launch(profile);
    const tab = await browser.firstTab();
    await tab.open(server.url);
    await act(tab);
    await browser.close();
}

async function measureImport(server, folder) {
    const name = 'CDNOW_master.txt';
    const text = gunzipSync(readFileSync(path.join(repository, `tests/data/orders/${name}.gz`)));
    const rows = text.toString('latin1').split('\n').filter((line) => /\d/.test(line)).length;
    const file = path.join(folder, name);
    writeFileSync(file, text);
    console.log(`Import of CDNOW, ${count(rows)} rows`);
    await withTab(server, path.join(folder, 'import'), async (tab) => {
        const { recognised, checked, imported } = await importFile(tab, file);
        const ended = Date.now();
        print('recognised', `${count(recognised.ms)} ms`);
        for (const [what, part] of [['checked', checked], ['imported', imported]])
            print(what, `${count(part.ms)} ms, ${count(rows / part.ms * 1000)} rows/s`);
        print('longest slice and frame, recognising', recognised.longest);
        print('longest slice and frame, checking', checked.longest);
        print('longest slice and frame, importing', imported.longest);
        print('final COMMIT', ms((await tab.stats()).importCommitMs));
        await tab.saved();
        const saved = await tab.stats();
        print('durable after the report', `${count(Date.now() - ended)} ms`);
        print('database', `${count(saved.imageBytes)} bytes`);
    });
}

async function editOnce(tab, name) {
    const before = await tab.stats();
    await tab.click('button', 'Edit', { exact: true });
    await tab.type('textbox', 'Preferred name', name);
    await tab.click('button', 'Save', { exact: true });
    await tab.says(`goes by ${name}`);
    await until('the edit to be durable', async () => {
        const now = await tab.stats();
        return now.generation > before.generation && now.saveState === 0;
    });
    return tab.stats();
}

/// Both need a book of 100,000 contacts, which takes its time to come in, so they share one.
async function measureLarge(server, folder, parts) {
    const contacts = 100_000;
    const file = path.join(folder, 'contacts.csv');
    writeFileSync(file, contactsCsv(contacts));
    await withTab(server, path.join(folder, 'large'), async (tab) => {
        const { checked, imported } = await importFile(tab, file);
        console.log(`With ${count(contacts)} contacts (checked in ${count(checked.ms)} ms, imported in ${count(imported.ms)} ms)`);
        print('longest slice and frame, checking', checked.longest);
        print('longest slice and frame, importing', imported.longest);
        await tab.activate('link', 'Contacts');
        await tab.says(`${contacts.toLocaleString('en-US')} contacts`);
        await tab.saved();
        if (parts.includes('lists')) await showViews(tab, 'contacts', kContactViews);
        if (parts.includes('scroll')) await scroll(tab);
        if (parts.includes('edit')) await edit(tab);
        if (parts.includes('bulk')) await bulk(tab);
    });
}

const kContactViews = ['', 'sort=-name', 'sort=email', 'sort=-spent', 'sort=-last_order', 'sort=city', 'sort=tags', 'filter=tags:is:Frequent', 'filter=email:contains:son7',
                       'filter=city:is:Lyon&sort=-email', 'text=dubois', 'text=dubois%2042'];
const kOrderViews = ['', 'sort=number', 'sort=contact', 'sort=-total', 'sort=-lines', 'sort=status', 'filter=contact:contains:dubois', 'filter=total:at_least:50',
                     'filter=placed_on:this_year', 'text=dubois'];

/// The longest frame while a view comes up: the first time, and again after the others.
async function showViews(tab, place, views) {
    console.log(`Views of ${place}: the longest frame, when a view is shown first and again`);
    await tab.evaluate((to) => { location.hash = to; }, `#/${place}?sort=name`);
    await sleep(1000);
    const show = async (view) => {
        await tab.evaluate(() => globalThis.perennial.forgetLongest());
        await tab.evaluate((to) => { location.hash = to; }, `#/${place}?${view || 'text='}`);
        await sleep(1000);
        return (await tab.stats()).longestFrameMs;
    };
    const first = [];
    for (const view of views) first.push(await show(view));
    for (const [i, view] of views.entries()) print(view || 'as at first', `${ms(first[i])}, ${ms(await show(view))}`);
}

/// Everybody tagged, and that undone: how long the page stands still, and until it is durable.
async function bulk(tab) {
    await tab.evaluate(() => { location.hash = '#/contacts?text='; });
    await tab.click('checkbox', 'Select all');
    const act = async (what, does) => {
        const before = await tab.stats();
        const { longest } = await timed(tab, does);
        await until('it to be durable', async () => (await tab.stats()).generation > before.generation && (await tab.stats()).saveState === 0, 240_000);
        print(what, longest);
    };
    console.log('Everybody at once: the longest slice and frame');
    await act('tagged', async () => {
        await tab.click('button', 'Tag', { exact: true });
        await tab.type('textbox', 'Tag', 'Sale');
        await tab.press('Enter');
        await tab.says('tagged with', 240_000);
    });
    await act('undone', async () => {
        await tab.click('button', 'Undo', { nth: 0 });
        await tab.says('Undone', 240_000);
    });
}

/// Orders for the made contacts: 300,000 with one line each.
async function measureOrders(server, folder) {
    const orders = 300_000;
    const file = path.join(folder, 'orders.csv');
    writeFileSync(file, ordersCsv(orders, 100_000));
    await withTab(server, path.join(folder, 'orders'), async (tab) => {
        const { checked, imported } = await importFile(tab, file);
        console.log(`With ${count(orders)} orders (checked in ${count(checked.ms)} ms, imported in ${count(imported.ms)} ms)`);
        await tab.saved();
        await showViews(tab, 'orders', kOrderViews);
    });
}

// The page keeps the last 240 frames: as many turns of the wheel leave no other frame among them.
const kTurns = 240;

async function scroll(tab) {
    await tab.engine.mouse.move(800, 500);
    const before = await tab.stats();
    for (let i = 0; i < kTurns; ++i) {
        if (tab.engine.mouse.wheel.length >= 2) await tab.engine.mouse.wheel(0, 120);
        else await tab.engine.mouse.wheel({ deltaY: 120 });
    }
    await sleep(500);
    const stats = await tab.stats();
    print(`${kTurns} turns of the wheel`, `${stats.framesDrawn - before.framesDrawn} frames`);
    print('frame p50, p95', `${ms(stats.frameMsP50)}, ${ms(stats.frameMsP95)}`);
    print('mirror p95', ms(stats.mirrorMsP95));
}

async function edit(tab) {
    await tab.activate('link', 'Contacts');
    const person = await tab.evaluate(() => document.querySelector('#mirror [role=grid] a').textContent);
    await tab.activate('link', person);
    const saves = [];
    for (let i = 0; i < 20; ++i) saves.push(await editOnce(tab, `Name${i}`));
    const bytes = saves.map((each) => each.lastSaveBytes);
    const took = saves.map((each) => each.lastSaveMs);
    print('20 edits, bytes until durable, p50 and most', `${count(percentile(bytes, 0.5))}, ${count(Math.max(...bytes))}`);
    print('20 edits, time until durable, p50 and most', `${ms(percentile(took, 0.5))}, ${ms(Math.max(...took))}`);
}

async function measureIdle(server, folder) {
    await withTab(server, path.join(folder, 'idle'), async (tab) => {
        await sleep(2000);
        const before = await tab.stats();
        await sleep(5000);
        console.log('Idling');
        print('animation frames in 5 s', (await tab.stats()).animationFrames - before.animationFrames);
    });
}

const kParts = ['bytes', 'start', 'import', 'edit', 'scroll', 'lists', 'bulk', 'orders', 'idle'];
const parts = process.argv.length > 2 ? process.argv.slice(2) : kParts;
const unknown = parts.find((part) => !kParts.includes(part));
if (unknown) throw new Error(`No part is called ${unknown}. There are: ${kParts.join(', ')}.`);

printVersions();
const server = await serve();
const folder = temporaryFolder('bench');
try {
    if (parts.includes('bytes')) await measureBytes(server, folder.path);
    if (parts.includes('start')) await measureStart(server, folder.path);
    if (parts.includes('idle')) await measureIdle(server, folder.path);
    if (parts.includes('import')) await measureImport(server, folder.path);
    if (['edit', 'scroll', 'lists', 'bulk'].some((part) => parts.includes(part))) await measureLarge(server, folder.path, parts);
    if (parts.includes('orders')) await measureOrders(server, folder.path);
} finally {
    server.stop();
    folder.remove();
}
