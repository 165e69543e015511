// What the program needs of a browser, and the sentence for what is missing.

function wasmExceptions() {
    // The smallest module with an exception tag.
    return WebAssembly.validate(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 13, 3, 1, 0, 0]));
}

/// '' when everything is there.
export function canRun() {
    if (location.protocol === 'file:') return 'Perennial must come from a web address. Put the folder on any web host, or run serve.py in it, and open the address it prints.';
    if (!globalThis.WebAssembly) return 'This browser has no WebAssembly, which Perennial runs on. Firefox, Chrome, Edge or Safari of the last two years have it.';
    if (!wasmExceptions()) return 'This browser is too old: its WebAssembly lacks exceptions. Firefox, Chrome, Edge or Safari of the last two years have them.';
    if (!document.createElement('canvas').getContext('webgl2')) return 'This browser shows no WebGL2, with which Perennial draws. Switch on hardware acceleration in its settings, or try another browser.';
    if (!('indexedDB' in globalThis)) return 'This browser has no IndexedDB, in which Perennial keeps your data. Leave private browsing, or try another browser.';
    return '';
}
