// The program comes in two parts: the first draws the first frame, the later one is fetched after it; what people do in between
// is kept, and when it does not come, the page says so and tries again.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import path from 'node:path';
import { after, afterEach, before, test } from 'node:test';
import { closeAll, launch, repository, startEmpty, temporaryFolder, until } from './support/browser.mjs';
import { drop } from './support/imports.mjs';

const dist = path.resolve(repository, process.env.PERENNIAL_DIST || 'build/web/dist');
const kTypes = { '.html': 'text/html', '.mjs': 'text/javascript', '.css': 'text/css', '.wasm': 'application/wasm', '.svg': 'image/svg+xml' };

// A host that gives the later part only when `gate` lets it: 'open', 'shut' (an error), or a promise to wait for.
let gate = 'open';
let asked = [];
let server;
let url;
let folder;
before(async () => {
    folder = temporaryFolder('parts');
    server = createServer(async (request, response) => {
        const name = new URL(request.url, 'http://localhost').pathname.slice(1) || 'index.html';
        asked.push(name);
        if (name === 'perennial-later.wasm') {
            if (gate === 'shut') return response.writeHead(503).end();
            await gate;
        }
        try {
            const body = readFileSync(path.join(dist, name));
            response.writeHead(200, { 'content-type': kTypes[path.extname(name)] || 'application/octet-stream' }).end(body);
        } catch {
            response.writeHead(404).end();
        }
    });
    await new Promise((resolve) => server.listen(0, 'localhost', resolve));
    url = `http://localhost:${server.address().port}/`;
});
afterEach(async () => {
    gate = 'open';
    await closeAll();
});
after(() => {
    server.close();
    server.closeAllConnections();
    folder.remove();
});

/// A tab whose remarks in the console are kept in `tab.remarks`.
async function openTab(name) {
    const browser = await launch(path.join(folder.path, name));
    const tab = await browser.firstTab();
    tab.remarks = [];
    tab.engine.on('console', (message) => tab.remarks.push(message.text()));
    asked = [];
    return tab;
}

const untilWhole = (tab) => until('both parts', async () => (await tab.stats()).wholeMs > 0);
const neededTooEarly = (tab) => tab.remarks.filter((text) => text.includes('before it had arrived'));

test('the first frame comes before the later part is asked for, and what is clicked meanwhile is done when it is there', async () => {
    const tab = await openTab('kept');
    let open;
    gate = new Promise((resolve) => { open = resolve; });
    await tab.open(url);
    await tab.find('button', 'Look at a sample shop');
    await until('the later part to be asked for', () => asked.includes('perennial-later.wasm'));
    const { firstFrameMs, wholeMs } = await tab.stats();
    assert.ok(firstFrameMs > 0);
    assert.equal(wholeMs, 0);
    const later = await tab.evaluate(() => performance.getEntriesByType('resource').map(({ name, startTime }) => [name, startTime]));
    for (const [name, startTime] of later) assert.equal(startTime > firstFrameMs, name.includes('later'), name);
    await until('the notice', () => tab.evaluate(() => !document.getElementById('rest').hidden));
    await tab.click('button', 'Look at a sample shop');
    open();
    await tab.says('This is a sample shop. Nothing here is real or shared.');
    assert.equal(await tab.evaluate(() => document.getElementById('rest').hidden), true);
    assert.deepEqual(neededTooEarly(tab), []);
    assert.deepEqual(tab.errors, []);
});

test('a later part that does not come is said in words, and comes when tried again', async () => {
    const tab = await openTab('missing');
    gate = 'shut';
    await tab.open(url);
    const button = () => tab.evaluate(() => {
        const box = document.getElementById('rest-again').getBoundingClientRect();
        const inFocus = document.activeElement.textContent;
        return box.width > 0 && { inFocus, x: box.x + box.width / 2, y: box.y + box.height / 2 };
    });
    const tryAgain = async () => {
        const { inFocus, x, y } = await until('the sentence', button);
        assert.equal(inFocus, 'Try again');
        const before = asked.length;
        await tab.engine.mouse.click(x, y);
        await until('the later part to be asked for again', () => asked.length > before);
    };
    await tryAgain();
    gate = 'open';
    await tryAgain();
    await untilWhole(tab);
    assert.equal(await button(), false);
    await startEmpty(tab);
    assert.deepEqual(tab.errors, []);
});

test('files that are dropped before the later part is there are received when it is', async () => {
    const tab = await openTab('dropped');
    let open;
    gate = new Promise((resolve) => { open = resolve; });
    await tab.open(url);
    await drop(tab, [{ name: 'people.csv', bytes: 'Name,E-mail\nAda,ada@example.org\n' }, { name: 'more.csv', bytes: 'Name,E-mail\nBob,bob@example.org\n' }]);
    await until('the later part to be asked for', () => asked.includes('perennial-later.wasm'));
    open();
    await tab.says('File 1 of 2');
    assert.deepEqual(neededTooEarly(tab), []);
    assert.deepEqual(tab.errors, []);
});

// The shell's own piece, on a first part that runs nothing: so that a function is called before its part is there.
test('a function that is needed too early is fetched at once, and is the right one', async () => {
    const tab = await openTab('early');
    await tab.open(url);
    const map = readFileSync(path.join(dist, '../whole/first.wasm.placeholders'), 'utf8').split('\n');
    const slot = Number(map.find((line) => line.endsWith(':_ZNK9perennial11ImportBatch8readableEv')).split(':')[0]);
    const seen = await tab.evaluate(async (at) => {
        const { firstPart } = await import('./parts.mjs?by-itself');
        const bytes = await (await fetch('perennial.wasm')).arrayBuffer();
        const imports = {};
        for (const { module, name, kind } of WebAssembly.Module.imports(await WebAssembly.compile(bytes))) {
            if (kind !== 'function') throw new Error(`${module}.${name} is a ${kind}`);
            (imports[module] ??= {})[name] = () => 0;
        }
        const { exports } = (await firstPart(bytes, imports)).instance;
        const later = await WebAssembly.compile(await (await fetch('perennial-later.wasm')).arrayBuffer());
        const table = exports[WebAssembly.Module.imports(later).find(({ kind }) => kind === 'table').name];
        const before = table.get(at);
        const kNothing = 4096;  // Where a batch without files would be: zeros.
        const memory = Object.values(exports).find((each) => each instanceof WebAssembly.Memory);
        new Uint8Array(memory.buffer, kNothing, 64).fill(0);
        const answered = before(kNothing);
        return { answered, replaced: table.get(at) !== before, again: table.get(at)(kNothing) };
    }, slot);
    assert.deepEqual(seen, { answered: 0, replaced: true, again: 0 });
    assert.equal(neededTooEarly(tab).length, 1);
});

test('no list and no other place needs the later part before it is there', async () => {
    const tab = await openTab('places');
    await tab.open(url);
    await tab.click('button', 'Look at a sample shop');
    await tab.says('This is a sample shop.');
    const contact = await until('a contact', () => tab.evaluate(() => document.querySelector('#mirror [role=grid] a')?.getAttribute('href')));
    await tab.saved();
    const places = ['#/contacts', '#/contacts?text=a&sort=-name', '#/companies', '#/orders', '#/products', contact, '#/orders/new', '#/import',
                    '#/imports', '#/settings', '#/nowhere'];
    for (const place of places) {
        await tab.engine.goto('about:blank');
        await tab.open(url + place);
        await untilWhole(tab);
        assert.deepEqual(neededTooEarly(tab), [], place);
    }
    assert.deepEqual(tab.errors, []);
});
