// The way out when the program cannot go on: what happened, and the data, read straight from the program's memory.

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

/// Shows the sentence over the page; once.
export function stopped(sentence) {
    document.getElementById('loading')?.remove();
    if (shown) return;
    shown = true;
    const veil = document.createElement('div');
    veil.className = 'veil';
    document.body.append(veil);
    document.getElementById('stopped-text').textContent = sentence;
    const button = document.getElementById('stopped-save');
    button.hidden = !held || imageParts(held).length === 0;
    button.addEventListener('click', save);
    document.getElementById('stopped-reload').addEventListener('click', () => location.reload());
    const dialog = document.getElementById('stopped');
    dialog.hidden = false;
    dialog.querySelector(button.hidden ? '#stopped-reload' : '#stopped-save').focus();
}
