// The program comes in two parts (tools/split_module.py): perennial.wasm draws the first frame, perennial-later.wasm is fetched
// after it. Until then the first part's table holds placeholders for the functions of the later one.
const kLater = 'perennial-later.wasm';

let first = null;
let table = null;  // Of the later part's functions, once it is here.

function join(module) {
    if (table) return;
    new WebAssembly.Instance(module, { first });  // It puts its functions into the place of the placeholders by itself.
    table = first[WebAssembly.Module.imports(module).find(({ kind }) => kind === 'table').name];
}

/// The page keeps back what would need the later part, so this is an oversight: it is mended by a wait, and said in the console
/// with the number that whole/first.wasm.placeholders of the build explains.
function joinNow(index) {
    console.warn(`${kLater} was needed before it had arrived (${index})`);
    const request = new XMLHttpRequest();
    request.open('GET', kLater, false);
    request.overrideMimeType('text/plain; charset=x-user-defined');
    request.send();
    if (request.status !== 200) throw new Error(`${kLater} could not be loaded (${request.status}).`);
    const bytes = Uint8Array.from(request.responseText, (letter) => letter.charCodeAt(0) & 0xff);
    join(new WebAssembly.Module(bytes));
}

const placeholders = new Proxy({}, {
    get: (_, index) => (...values) => {
        if (!table) joinNow(index);
        return table.get(Number(index))(...values);
    },
});

/// Instantiates the first part.
export async function firstPart(bytes, imports) {
    const made = await WebAssembly.instantiate(bytes, { ...imports, placeholder: placeholders });
    first = made.instance.exports;
    return made;
}

/// Fetches the later part and joins it to the first.
export async function laterPart() {
    const answer = await fetch(kLater);
    if (!answer.ok) throw new Error(`${kLater} could not be loaded (${answer.status}).`);
    join(await WebAssembly.compile(await answer.arrayBuffer()));
}
