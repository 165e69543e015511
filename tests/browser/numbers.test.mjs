// The Numbers screen: figures with their proof, the same as the command line's on what the page exports.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, afterEach, before, test } from 'node:test';
import { closeAll, launch, repository, serve, temporaryFolder, until } from './support/browser.mjs';

const binary = path.join(repository, 'build/native/perennial');

let server;
let folder;
before(async () => {
    server = await serve();
    folder = temporaryFolder('numbers');
    if (!existsSync(binary)) execFileSync(path.join(repository, 'tools/build.sh'), ['native', 'main_cli'], { stdio: 'inherit' });
});
afterEach(closeAll);
after(() => {
    server.stop();
    folder.remove();
});

const perennial = (...words) => execFileSync(binary, ['--workspace', path.join(folder.path, 'cli.db'), ...words], { encoding: 'utf8' });

async function openSample(tab) {
    await tab.open(server.url);
    await tab.click('button', 'Look at a sample shop');
    await tab.says('This is a sample shop.');
    await tab.saved();
}

/// As the screen writes a value of the command line.
function onScreen(key, { unit, value }) {
    if (value === null) return 'n/a';
    const minus = (text) => text.replace('-', '−');
    const round = (number, digits) => minus(String(Number(number.toFixed(digits))));
    if (unit === 'count') return value.toLocaleString('en-GB');
    if (unit === 'share') return `${round(100 * value, 1)} %`;
    if (unit === 'months') return `${round(value, 1)} ${value === 1 ? 'month' : 'months'}`;
    if (unit === 'ratio') return round(value, 2);
    if (unit === 'points') return `${value > 0 ? '+' : ''}${round(value, 1)}`;
    const estimate = key.startsWith('expected_') || key === 'revenue_forecast';
    const whole = estimate || value.minor >= 1_000_000;
    const amount = whole && !estimate ? Math.trunc(value.minor / 100) : value.minor / 100;
    const digits = { minimumFractionDigits: whole ? 0 : 2, maximumFractionDigits: whole ? 0 : 2 };
    return `€${new Intl.NumberFormat('en-GB', digits).format(amount)}`;
}

/// What the tile of a figure says, by its label.
const tile = (tab, label) => until(`the tile ${label}`, () => tab.evaluate((start) => {
    const buttons = [...document.querySelectorAll('#mirror button.node')].map((each) => each.textContent);
    return buttons.find((text) => text.startsWith(start));
}, `${label}: `));

async function checkFigures(tab, kpi) {
    for (const [key, figure] of Object.entries(kpi)) {
        const name = await tile(tab, figure.label);
        assert.ok(name.startsWith(`${figure.label}: ${onScreen(key, figure)},`), `${name} should say ${onScreen(key, figure)}`);
        if (figure.value !== null) assert.ok(name.includes(`n ${figure.n.toLocaleString('en-GB')}, as of`), `${name}: n ${figure.n}`);
    }
}

test('the sample\'s figures open with formula and rows, follow the period, and are those of the command line', async () => {
    const browser = await launch(path.join(folder.path, 'page'));
    const tab = await browser.firstTab();
    await openSample(tab);
    await tab.click('link', 'Numbers', { exact: true });
    await tab.find('heading', 'Numbers', { exact: true });
    assert.equal(await tab.evaluate(() => location.hash), '#/numbers');

    await tab.evaluate(() => { location.hash = '#/contacts'; });
    const exported = await tab.download(() => tab.click('button', 'Export', { exact: true }));
    writeFileSync(path.join(folder.path, 'page.json'), exported);
    perennial('init');
    perennial('import', path.join(folder.path, 'page.json'));
    const kpi = JSON.parse(perennial('--json', 'kpi'));
    await tab.press('g');
    await tab.press('n');
    await tile(tab, 'Retention, by period');
    await checkFigures(tab, kpi);

    await tab.click('button', 'Retention, by period: ');
    await tab.find('heading', 'Retention, by period');
    await tab.says('Of the customers you had when the period began, the share you still have.');
    await tab.says('(E − N) / S = ');
    assert.equal(await tab.evaluate(() => location.hash), '#/numbers?open=retention_rate');
    const rows = perennial('rows', 'retention_rate', '--format', 'csv', '--columns', 'name').trim().split(/\r?\n/).slice(1);
    assert.equal(rows.length, kpi.retention_rate.denominator);
    await tab.find('button', `S customers at the start: ${rows.length.toLocaleString('en-GB')}`);
    const csv = await tab.download(() => tab.click('button', `Save ${rows.length.toLocaleString('en-GB')} rows as CSV`));
    const names = csv.toString('utf8').replace('\uFEFF', '').trim().split(/\r?\n/).slice(1).map((line) => line.match(/^(?:"((?:[^"]|"")*)"|([^,]*))/)).map((hit) => hit[1] ?? hit[2]);
    assert.deepEqual(names.sort(), rows.map((row) => row.replace(/^"(.*)"$/, '$1')).sort());
    await tab.press('Escape');
    await tab.gone('heading', 'Retention, by period');

    await tab.click('button', 'Period: Last 12 months');
    await tab.click('menuitem', 'Last 90 days');
    await until('the figures of 90 days', async () => (await tab.evaluate(() => location.hash)) === '#/numbers?period=last_90_days');
    const to = new Date();
    const day = (date) => date.toLocaleDateString('sv-SE');
    const from = new Date(to.getFullYear(), to.getMonth(), to.getDate() - 89);
    const quarter = JSON.parse(perennial('--json', 'kpi', '--from', day(from), '--to', day(to)));
    await until('the board of 90 days', async () => (await tile(tab, 'Revenue')).startsWith(`Revenue: ${onScreen('revenue', quarter.revenue)},`));
    await checkFigures(tab, quarter);
    assert.deepEqual(tab.errors, []);
});

test('a chart is read with arrows and handed over as CSV, SVG and PNG; a rule narrows whose numbers they are', async () => {
    const browser = await launch(path.join(folder.path, 'charts'));
    const tab = await browser.firstTab();
    await openSample(tab);
    await tab.evaluate(() => { location.hash = '#/numbers'; });
    const title = 'Revenue by year of first order';
    const chart = await tab.find('grid', title);
    const point = () => tab.evaluate((node) => document.querySelector(`[data-node="${node}"]`).getAttribute('aria-description'), chart.node);
    // A key that comes before the focus has is nobody's.
    await until('a point to be read', async () => {
        await tab.evaluate((node) => {
            const element = document.querySelector(`[data-node="${node}"]`);
            element.focus();
            // A window that is not in front (Firefox, without a window manager) moves the focus and tells nobody.
            if (!document.hasFocus()) element.dispatchEvent(new FocusEvent('focusin', { bubbles: true }));
        }, chart.node);
        await tab.press('ArrowRight');
        return /: €/.test(await point() || '');
    });

    const saved = async (item) => {
        await tab.activate('button', `Save chart: ${title}`);
        await tab.find('menuitem', item);
        return tab.download(() => tab.activate('menuitem', item));
    };
    assert.match((await saved('Save its points as CSV')).toString('utf8'), /^month,series,value,low,high,n\r\n/);
    assert.match((await saved('Save as SVG')).toString('utf8'), /^<svg xmlns="http:\/\/www.w3.org\/2000\/svg" width="720"/);
    const png = await saved('Save as PNG');
    assert.equal(png.subarray(1, 4).toString(), 'PNG');
    assert.equal(png.readUInt32BE(16), 1440);

    const everyone = await tile(tab, 'Buyers');
    await tab.click('button', 'Whose numbers: Everyone');
    await tab.type('textbox', 'Rule or segment', 'orders count >= 5');
    await tab.click('button', 'Show these');
    await tab.find('button', 'Whose numbers: orders count >= 5');
    await until('fewer buyers', async () => (await tile(tab, 'Buyers')) !== everyone);
    await tab.says('What was spent is not told apart by segment.');
    assert.deepEqual(tab.errors, []);
});
