// Loads the program and hands it the fonts; when it has drawn its first frame, loads the rest of it. Says in a sentence when
// this browser cannot run it, and offers the way out with the data when the program stops.
import { canRun } from './abilities.mjs';
import { firstPart, laterPart } from './parts.mjs';
import { missingRest, saveImageOf, stopped } from './stopped.mjs';

const bar = document.getElementById('loading-progress');

/// Fetches with progress; `share` of the bar belongs to this file.
async function fetched(path, share) {
    const answer = await fetch(path);
    if (!answer.ok) throw new Error(`${path} could not be loaded (${answer.status}).`);
    // The length is that of the packed bytes, so it bounds the bar only roughly; it never goes past its share.
    const expected = Number(answer.headers.get('content-length')) * 3 || 2_000_000;
    const pieces = [];
    let bytes = 0;
    let shown = 0;
    const reader = answer.body.getReader();
    for (;;) {
        const { done, value } = await reader.read();
        if (done) break;
        pieces.push(value);
        bytes += value.length;
        const now = Math.min(1, bytes / expected) * share;
        bar.value += now - shown;
        shown = now;
    }
    bar.value += share - shown;
    return new Uint8Array(await new Blob(pieces).arrayBuffer());
}

const kFonts = ['inter-regular', 'inter-medium', 'inter-semibold', 'icons'];

/// Makes the program; `restNeeded` is called when it can go no further without its later part.
function instantiate(program, bytes, restNeeded) {
    return new Promise((resolve, reject) => {
        program.default({
            instantiateWasm(imports, receive) {
                firstPart(bytes, imports).then(({ instance, module }) => receive(instance, module)).catch(reject);
                return {};
            },
            onAbort: (what) => stopped(`The program stopped (${what}).`),
            restNeeded,
        }).then(resolve, reject);
    });
}

let restAsked = false;

/// Fetches the later part, once; until it is there, the page keeps what people do, and says that it loads when that lasts.
async function loadRest(module) {
    if (restAsked) return;
    restAsked = true;
    const notice = document.getElementById('rest');
    const slow = setTimeout(() => { notice.hidden = false; }, 700);
    try {
        await laterPart();
        globalThis.perennialLoaded = performance.now();
        module._page_whole(module.perennialPage);
    } catch {
        missingRest(() => {
            restAsked = false;
            loadRest(module);
        });
    } finally {
        clearTimeout(slow);
        notice.hidden = true;
    }
}

async function start() {
    const missing = canRun();
    if (missing) return stopped(missing);
    bar.value = 0;
    const program = import('./perennial.mjs');
    const [wasmBinary, ...fonts] = await Promise.all([fetched('perennial.wasm', 0.8),
        ...kFonts.map((name) => fetched(`assets/fonts/${name}.ttf`, 0.05))]);
    const module = await instantiate(await program, wasmBinary, () => loadRest(module));
    globalThis.addEventListener('error', (event) => stopped(`The program stopped (${event.message}).`));
    globalThis.addEventListener('unhandledrejection', (event) => stopped(`The program stopped (${event.reason}).`));
    saveImageOf(module);
    for (const [i, font] of fonts.entries()) {
        const pointer = module._malloc(font.length);
        module.HEAPU8.set(font, pointer);
        module._page_font(i, pointer, font.length);
        module._free(pointer);
    }
    // The page's own text fields and borrowed glyphs use the same fonts: have them before the first frame.
    await Promise.all([...document.fonts].map((font) => font.load()));
    module._main(0, 0);
}

start().catch((error) => stopped(`Perennial could not be loaded: ${error.message}`));
