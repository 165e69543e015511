// What the contract does to the database behind the store's back, and where it reports.
addToLibrary({
    $contractLink__deps: ['$stringToNewUTF8', 'free'],
    $contractLink: {
        answer(pointer, error) {
            const text = stringToNewUTF8(error ? String(error) : '');
            _contract_answer(pointer, text);
            _free(text);
        },
        report() {
            globalThis.contract = globalThis.contract || { cases: [], expected: 0, done: false };
            return globalThis.contract;
        },
    },
    contract_clear__deps: ['$contractLink'],
    contract_clear: (pointer, name) => {
        const asked = indexedDB.deleteDatabase(UTF8ToString(name));
        asked.onsuccess = () => contractLink.answer(pointer, '');
        asked.onerror = () => contractLink.answer(pointer, asked.error);
    },
    contract_plant__deps: ['$contractLink'],
    contract_plant: (pointer, name, index, generation, bytes, length, high, low) => {
        const copy = HEAPU8.slice(bytes, bytes + length).buffer;
        const asked = indexedDB.open(UTF8ToString(name), 1);
        asked.onupgradeneeded = () => {
            asked.result.createObjectStore('blocks');
            asked.result.createObjectStore('meta');
        };
        asked.onerror = () => contractLink.answer(pointer, asked.error);
        asked.onsuccess = () => {
            const transaction = asked.result.transaction('blocks', 'readwrite');
            transaction.objectStore('blocks').put({ high, low, bytes: copy }, [index, generation]);
            transaction.oncomplete = () => {
                asked.result.close();
                contractLink.answer(pointer, '');
            };
            transaction.onabort = () => contractLink.answer(pointer, transaction.error);
        };
    },
    contract_case__deps: ['$contractLink'],
    contract_case: (name, failures) => {
        contractLink.report().cases.push({ name: UTF8ToString(name), failures: UTF8ToString(failures) });
    },
    contract_done__deps: ['$contractLink'],
    contract_done: (expected) => {
        Object.assign(contractLink.report(), { expected, done: true });
    },
});
