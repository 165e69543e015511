// The way out when the program cannot go on: what happened, and the data, read straight from the program's memory. And the
// way on when only its later part could not be fetched.

let held = null;

/// Remembers whose memory holds the data.
export function saveImageOf(module) {
    held = module;
}

/// The database image as parts of a Blob; empty when there is none.
function imageParts(module) {
    const page = module.perennialPage;
    if (!page) return [];
    const bytes = module._page_image_bytes(page);
    const block = 32 * 1024;
    const parts = [];
    for (let at = 0; at < bytes; at += block) {
        const pointer = module._page_image_block(page, at / block);
        parts.push(module.HEAPU8.slice(pointer, pointer + Math.min(block, bytes - at)));
    }
    return parts;
}

function save() {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob(imageParts(held), { type: 'application/vnd.sqlite3' }));
    link.download = 'perennial-image.db';
    link.click();
}

let shown = false;

const element = (name) => document.getElementById(name);

/// Shows a dialog over everything else; returns what takes it away again.
function openDialog(name, focused) {
    element('loading')?.remove();
    const veil = document.createElement('div');
    veil.className = 'veil';
    document.body.append(veil);
    element('surface').inert = true;
    element(name).hidden = false;
    element(focused).focus();
    return () => {
        veil.remove();
        element('surface').inert = false;
        element(name).hidden = true;
    };
}

/// Shows the sentence over the page; once.
export function stopped(sentence) {
    if (shown) return;
    shown = true;
    const button = element('stopped-save');
    button.hidden = !held || imageParts(held).length === 0;
    button.addEventListener('click', save);
    element('stopped-reload').addEventListener('click', () => location.reload());
    element('stopped-text').textContent = sentence;
    openDialog('stopped', button.hidden ? 'stopped-reload' : 'stopped-save');
}

/// The later part of the program could not be fetched: says so, and calls `again` when asked to.
export function missingRest(again) {
    if (shown) return;
    const close = openDialog('rest-missing', 'rest-again');
    element('rest-again').addEventListener('click', () => {
        close();
        again();
    }, { once: true });
}
