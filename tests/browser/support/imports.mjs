// Dropping files and bringing them in, as the tests of several screens do it.
import path from 'node:path';
import { readFileSync } from 'node:fs';
import { repository } from './browser.mjs';

/// Hands files to the page as one drop: [{ name, bytes }].
export async function drop(tab, files) {
    const plain = files.map(({ name, bytes }) => ({ name, base64: Buffer.from(bytes).toString('base64') }));
    await tab.evaluate((list) => {
        const transfer = new DataTransfer();
        for (const { name, base64 } of list) {
            const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
            transfer.items.add(new File([bytes], name));
        }
        document.documentElement.dispatchEvent(new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true }));
    }, plain);
}

/// Waits until every row of the file in hand was checked; then brings `rows` in, or all that are good.
export async function importChecked(tab, rows = null, timeout = 120_000) {
    const label = rows === null ? 'Import ' : `Import ${rows} row${rows === 1 ? '' : 's'}`;
    await tab.find('group', 'Preview', { timeout });
    const button = await tab.find('button', label, { timeout });
    await tab.click('button', label, { nth: button.count - 1, timeout });
}

const wordsOf = (line) => line.split('\t');

/// The layouts of tests/data/vendors/layouts.txt: { title, kind, known, columns: [{ header, goal, cells }] }.
export function vendorLayouts() {
    const layouts = [];
    for (const line of readFileSync(path.join(repository, 'tests/data/vendors/layouts.txt'), 'utf8').split('\n')) {
        if (line.startsWith('== ')) {
            layouts.push({ title: line.slice(3), columns: [] });
        } else if (line.startsWith('kind ')) {
            const [kind, known] = line.slice(5).split(', known as ');
            Object.assign(layouts.at(-1), { kind, known: known || '' });
        } else if (wordsOf(line).length === 4) {
            const [header, goal, ...cells] = wordsOf(line);
            layouts.at(-1).columns.push({ header, goal, cells });
        }
    }
    return layouts;
}

const cell = (text) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/// Its header row and the two made rows, as CSV.
export function asCsv(layout) {
    const rows = [layout.columns.map(({ header }) => header)];
    for (const n of [0, 1]) rows.push(layout.columns.map(({ cells }) => cells[n]));
    return `${rows.map((row) => row.map(cell).join(',')).join('\n')}\n`;
}
