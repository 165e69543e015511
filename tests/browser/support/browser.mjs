// One way to drive the page in Chromium (Playwright) and in Firefox (Puppeteer): things are found by role and name, as a
// person would, and clicked with a real pointer at the place where they stand, or activated as assistive technology does.
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const repository = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../..');
export const browserName = process.env.PERENNIAL_BROWSER || 'chromium';
const dist = path.resolve(repository, process.env.PERENNIAL_DIST || 'build/web/dist');
const require = createRequire(path.join(repository, 'build/deps/npm-browsers/node_modules/anything.js'));

export const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/// Calls `probe` until it answers something true; its last answer or error is in the message when it never does.
export async function until(what, probe, timeoutMs = 60_000) {
    const end = Date.now() + timeoutMs;
    let last;
    while (Date.now() < end) {
        try {
            last = await probe();
            if (last) return last;
        } catch (error) {
            last = error;
        }
        await sleep(50);
    }
    throw new Error(`${what}: not within ${timeoutMs} ms (last: ${last instanceof Error ? last.message : JSON.stringify(last)})`);
}

/// serve.py on a port of its own, serving the built page.
export async function serve(folder = dist) {
    for (let attempt = 0; attempt < 20; ++attempt) {
        const port = 20_000 + Math.floor(Math.random() * 20_000);
        const server = spawn('python3', [path.join(repository, 'serve.py'), folder, '--port', String(port)], { stdio: 'ignore' });
        const up = await Promise.race([
            until('server', async () => (await fetch(`http://localhost:${port}/`)).status > 0, 60_000).catch(() => false),
            new Promise((resolve) => server.once('exit', () => resolve(false)))]);
        if (up) return { url: `http://localhost:${port}/`, stop: () => server.kill() };
        server.kill();
    }
    throw new Error('serve.py found no free port');
}

export function temporaryFolder(name) {
    const folder = mkdtempSync(path.join(tmpdir(), `perennial-${name}-`));
    return { path: folder, remove: () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }) };
}

// In the page: what stands under a role and a name.
function locateInPage([role, name, exact, nth]) {
    const tagRoles = { BUTTON: 'button', A: 'link', TEXTAREA: 'textbox', H1: 'heading', H2: 'heading', H3: 'heading', NAV: 'navigation',
                       HEADER: 'banner', MAIN: 'main', UL: 'list', LI: 'listitem' };
    const roleOf = (element) => {
        if (element.getAttribute('role')) return element.getAttribute('role');
        if (element.tagName !== 'INPUT') return tagRoles[element.tagName];
        return { checkbox: 'checkbox', search: 'searchbox', text: 'textbox' }[element.type];
    };
    const nameOf = (element) => (element.getAttribute('aria-label') || element.textContent || '').replace(/\s+/g, ' ').trim();
    const fits = (text) => name === null || (exact ? text === name : text.toLowerCase().includes(name.toLowerCase()));
    const found = [...document.querySelectorAll('#mirror .node')].filter((element) => roleOf(element) === role && fits(nameOf(element)));
    const element = found[nth];
    if (!element) return null;
    const box = element.getBoundingClientRect();
    return { x: box.x, y: box.y, width: box.width, height: box.height, name: nameOf(element), value: element.value ?? element.textContent,
             node: element.dataset.node, href: element.getAttribute('href'), count: found.length,
             disabled: element.getAttribute('aria-disabled') === 'true', selected: element.getAttribute('aria-selected') === 'true',
             checked: element.checked === true || element.getAttribute('aria-checked') === 'true' };
}

/// One tab. `engine` is the driver's page.
class Tab {
    constructor(engine, downloads) {
        this.engine = engine;
        this.downloads = downloads;
        this.errors = [];
        engine.on('pageerror', (error) => this.errors.push(String(error)));
    }

    evaluate(what, argument) { return this.engine.evaluate(what, argument); }
    stats() { return this.evaluate(() => globalThis.perennial.stats()); }
    async open(url) {
        await this.engine.goto(url);
        await this.ready();
    }
    async ready() {
        await until('the first frame', () => this.evaluate(() => document.querySelectorAll('#mirror .node').length > 3), 120_000);
    }

    /// What stands under a role and a name now, or null.
    peek(role, name = null, { exact = false, nth = 0 } = {}) { return this.evaluate(locateInPage, [role, name, exact, nth]); }
    find(role, name = null, options = {}) {
        return until(`${role} "${name}"`, () => this.peek(role, name, options), options.timeout || 30_000);
    }
    async gone(role, name) {
        await until(`${role} "${name}" to go`, async () => !(await this.peek(role, name)));
    }

    /// Where it stands once it has come to rest: what still moves, or is about to be scrolled to, cannot be hit.
    async atRest(role, name, options = {}) {
        let last = await this.find(role, name, options);
        return until(`${role} "${name}" at rest`, async () => {
            await sleep(30);
            const before = last;
            last = await this.peek(role, name, options);
            return last && last.x === before?.x && last.y === before?.y && last;
        });
    }
    async click(role, name, options = {}) {
        const box = await this.atRest(role, name, options);
        await this.engine.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
        await this.engine.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
        return box;
    }
    /// As assistive technology does: a click that no pointer made.
    async activate(role, name, options = {}) {
        const { node } = await this.find(role, name, options);
        await this.evaluate((id) => document.querySelector(`[data-node="${id}"]`).click(), node);
    }
    async type(role, name, text) {
        // A click while the page still builds itself may be lost, as a person's would be.
        await until(`${role} "${name}" to be edited`, async () => {
            await this.click(role, name);
            const edited = () => this.evaluate(() => document.activeElement.classList.contains('editing'));
            return until('the field', edited, 3000).catch(() => false);
        });
        const control = process.platform === 'darwin' ? 'Meta' : 'Control';
        await this.engine.keyboard.down(control);
        await this.engine.keyboard.press('a');
        await this.engine.keyboard.up(control);
        await this.engine.keyboard.type(text);
    }
    press(key) { return this.engine.keyboard.press(key); }

    async saved() {
        await until('everything saved', async () => (await this.stats()).saveState === 0 && await this.peek('status', 'Saved'), 120_000);
    }
    text() { return this.evaluate(() => document.getElementById('mirror').textContent); }
    async says(text, timeout = 60_000) { await until(`"${text}" on screen`, async () => (await this.text()).includes(text), timeout); }

    async upload(file) {
        const handle = await this.engine.$('#picker');
        if (handle.setInputFiles) await handle.setInputFiles(file);
        else await handle.uploadFile(file);
    }
    /// The bytes of the file that `act` makes the page hand over.
    async download(act) {
        const before = new Set(readdirSync(this.downloads));
        if (browserName === 'chromium') {
            const [download] = await Promise.all([this.engine.waitForEvent('download', { timeout: 120_000 }), act()]);
            return readFileSync(await download.path());
        }
        await act();
        return readFileSync(await this.downloadedFile(before));
    }
    /// Firefox makes an empty file of the final name first, and fills it when the one ending in .part is whole.
    async downloadedFile(before) {
        let size = 0;
        return until('the download', () => {
            const name = readdirSync(this.downloads).find((file) => !before.has(file) && !file.endsWith('.part'));
            if (!name || existsSync(path.join(this.downloads, `${name}.part`))) return null;
            const file = path.join(this.downloads, name);
            const known = size;
            size = statSync(file).size;
            return size > 0 && size === known ? file : null;
        }, 120_000);
    }
    screenshot(file) { return this.engine.screenshot({ path: file }); }
    close() { return this.engine.close(); }
}

/// Kills, by number, the descendants of `pid` that hold `profile` in their command lines, and whatever they started.
function killOwn(pid, profile) {
    const table = execFileSync('ps', ['-eo', 'pid=,ppid=,args='], { encoding: 'utf8' }).split('\n').map((line) => line.trim().match(/^(\d+) +(\d+) (.*)$/));
    const doomed = [];
    const descend = (parent, own) => {
        for (const row of table.filter((entry) => entry && Number(entry[2]) === parent)) {
            const hit = own || row[3].includes(profile);
            if (hit) doomed.push(Number(row[1]));
            descend(Number(row[1]), hit);
        }
    };
    descend(pid, false);
    for (const each of doomed) {
        try {
            process.kill(each, 'SIGKILL');
        } catch (error) {
            if (error.code !== 'ESRCH') throw error;
        }
    }
}

const kChromiumFlags = ['--no-sandbox', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update',
                        '--disable-sync', '--use-angle=swiftshader', '--enable-unsafe-swiftshader', '--ignore-gpu-blocklist'];

async function launchChromium(profile, downloads, { width, height, ratio, dark }) {
    const { chromium } = require('playwright-core');
    const context = await chromium.launchPersistentContext(profile, {
        executablePath: execFileSync('which', ['chromium'], { encoding: 'utf8' }).trim(), headless: true, args: kChromiumFlags,
        viewport: { width, height }, deviceScaleFactor: ratio, colorScheme: dark ? 'dark' : 'light', acceptDownloads: true, locale: 'en-GB' });
    return {
        firstTab: async () => new Tab(context.pages()[0] || await context.newPage(), downloads),
        newTab: async () => new Tab(await context.newPage(), downloads),
        close: () => context.close(),
        kill: async () => {
            killOwn(process.pid, profile);
            await sleep(1500);
            await context.close().catch(() => {});
        },
    };
}

async function launchFirefox(profile, downloads, { width, height, ratio, dark, preferences = {} }) {
    const puppeteer = require('puppeteer-core');
    const browser = await puppeteer.launch({
        browser: 'firefox', executablePath: execFileSync('which', ['firefox-esr'], { encoding: 'utf8' }).trim(), headless: false, userDataDir: profile,
        defaultViewport: { width, height },
        protocolTimeout: 600_000, timeout: 120_000, extraPrefsFirefox: { 'browser.download.dir': downloads, 'browser.download.folderList': 2, 'browser.download.useDownloadDir': true,
                             'browser.helperApps.neverAsk.saveToDisk': 'application/json,text/csv', 'layout.css.devPixelsPerPx': String(ratio),
                             'ui.systemUsesDarkTheme': dark ? 1 : 0, 'layout.css.prefers-color-scheme.content-override': dark ? 0 : 1,
                             'webgl.force-enabled': true, 'browser.shell.checkDefaultBrowser': false, 'intl.accept_languages': 'en-GB', ...preferences } });
    // The tab that Firefox opens by itself keeps the size of the window, whatever the default is.
    const sized = async (page) => {
        await page.setViewport({ width, height });
        return new Tab(page, downloads);
    };
    return {
        firstTab: async () => sized((await browser.pages())[0] || await browser.newPage()),
        newTab: async () => sized(await browser.newPage()),
        close: () => browser.close(),
        kill: async () => {
            killOwn(process.pid, profile);
            await sleep(1500);
        },
    };
}

/// Answers the first run of an empty workspace, and begins with nothing.
export async function startEmpty(tab, { shop = 'Harbour Books', name = '' } = {}) {
    await tab.type('textbox', 'Shop name', shop);
    if (name) await tab.type('textbox', 'Your name', name);
    await tab.click('button', 'Start empty');
    await tab.find('button', `Workspace: ${shop}`, { exact: true });
    await tab.says('No customers yet');
}

const open = new Set();

/// A browser with a profile of its own. The profile folder outlives the browser, so that it can be opened again.
export async function launch(profile, options = {}) {
    const downloads = path.join(profile, '..', `${path.basename(profile)}-downloads`);
    execFileSync('mkdir', ['-p', profile, downloads]);
    const settings = { width: 1440, height: 900, ratio: 1, dark: false, ...options };
    const browser = await (browserName === 'firefox' ? launchFirefox(profile, downloads, settings) : launchChromium(profile, downloads, settings));
    const ended = (end) => async () => {
        open.delete(browser);
        await end();
    };
    browser.close = ended(browser.close);
    browser.kill = ended(browser.kill);
    open.add(browser);
    return browser;
}

/// Closes what a failed test left open: `afterEach(closeAll)`.
export async function closeAll() {
    for (const browser of [...open]) await browser.close();
}
