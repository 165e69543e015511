// Which workspaces this page has: a small database of its own, named by the page's path. Each workspace is a database
// beside it. Other tabs of the page are told of every change.
addToLibrary({
    $workspaces__deps: ['$device', '$stringToNewUTF8', 'free'],
    $workspaces: {
        channel: null,

        ownName() {
            return device.storageName('workspaces');
        },
        answered(request) {
            return new Promise((resolve, reject) => {
                request.onsuccess = () => resolve(request.result);
                request.onerror = () => reject(request.error);
            });
        },

        // Each time anew: it is seldom asked, and a connection that is not held cannot be lost.
        withEntries: async function (mode, work) {
            const asked = indexedDB.open(this.ownName(), 1);
            asked.onupgradeneeded = () => asked.result.createObjectStore('entries', { keyPath: 'key' });
            const database = await this.answered(asked);
            try {
                const transaction = database.transaction('entries', mode, { durability: 'strict' });
                const finished = new Promise((resolve, reject) => {
                    transaction.oncomplete = () => resolve();
                    transaction.onabort = () => reject(transaction.error || new Error('The browser gave it up.'));
                });
                const [value] = await Promise.all([this.answered(work(transaction.objectStore('entries'))), finished]);
                return value;
            } finally {
                database.close();
            }
        },

        list: async function () {
            const entries = await this.withEntries('readonly', (store) => store.getAll());
            return [...entries, ...await this.unlisted(entries)];
        },
        // A workspace whose entry was lost, or that is older than the list, is still there.
        unlisted: async function (entries) {
            if (!indexedDB.databases) return [];
            const known = new Set(['workspaces', ...entries.map((entry) => entry.key)]);
            const prefix = device.storageName('');
            const names = (await indexedDB.databases().catch(() => [])).map((database) => database.name);
            return names.filter((name) => name.startsWith(prefix) && !known.has(name.slice(prefix.length)))
                .map((name) => ({ key: name.slice(prefix.length), name: '', sample: false, bytes: 0, openedMs: 0 }));
        },

        // Every tab holds a shared lock on the workspace that it shows (tab.library.js). `patienceMs` waits for a tab
        // that is just being left.
        erase: async function (key, patienceMs) {
            if (!navigator.locks) return await this.eraseDatabase(key);
            const options = patienceMs > 0 ? { signal: AbortSignal.timeout(patienceMs) } : { ifAvailable: true };
            const taken = await navigator.locks.request(device.openLockName(device.storageName(key)), options, async (lock) => {
                if (lock) await this.eraseDatabase(key);
                return lock !== null;
            }).catch((error) => {
                if (error.name === 'TimeoutError' || error.name === 'AbortError') return false;
                throw error;
            });
            if (!taken) throw this.openElsewhere();
        },
        eraseDatabase: async function (key) {
            await this.answered(indexedDB.deleteDatabase(device.storageName(key)));
            await this.withEntries('readwrite', (store) => store.delete(key));
        },
        onlyHere: async function (key) {
            if (!navigator.locks) return;
            const name = device.openLockName(device.storageName(key));
            const { held } = await navigator.locks.query();
            if (held.filter((lock) => lock.name === name).length > 1) throw this.openElsewhere();
        },
        openElsewhere() {
            const error = new Error('It is open in another tab.');
            error.name = 'PerennialOpenElsewhere';
            return error;
        },

        // Entries and answer in one turn, so that two lists that were asked for do not mix.
        answer(list, request, work, changes) {
            work.then((value) => [0, '', value], (error) => [error.name === 'PerennialOpenElsewhere' ? 2 : 1, `${error.name}: ${error.message}`])
                .then(([code, reason, value]) => {
                    if (code === 0 && changes && this.channel) this.channel.postMessage('changed');
                    if (Array.isArray(value)) value.forEach((entry) => this.hand(list, entry));
                    const text = stringToNewUTF8(reason);
                    _workspaces_answer(list, request, code, text);
                    _free(text);
                });
        },
        hand(list, entry) {
            const key = stringToNewUTF8(entry.key);
            const name = stringToNewUTF8(entry.name);
            _workspaces_entry(list, key, name, entry.sample ? 1 : 0, entry.bytes, entry.openedMs);
            _free(key);
            _free(name);
        },
    },

    workspaces_start__deps: ['$workspaces'],
    workspaces_start: (list) => {
        if (!globalThis.BroadcastChannel) return;
        workspaces.channel = new BroadcastChannel(workspaces.ownName());
        workspaces.channel.onmessage = () => _workspaces_changed(list);
    },
    workspaces_load__deps: ['$workspaces'],
    workspaces_load: (list, request) => {
        workspaces.answer(list, request, workspaces.list(), false);
    },
    workspaces_put__deps: ['$workspaces'],
    workspaces_put: (list, request, key, name, sample, bytes, openedMs) => {
        const entry = { key: UTF8ToString(key), name: UTF8ToString(name), sample: sample !== 0, bytes, openedMs };
        workspaces.answer(list, request, workspaces.withEntries('readwrite', (store) => store.put(entry)), true);
    },
    workspaces_erase__deps: ['$workspaces'],
    workspaces_erase: (list, request, key, patienceMs) => {
        workspaces.answer(list, request, workspaces.erase(UTF8ToString(key), patienceMs), true);
    },
    workspaces_only_here__deps: ['$workspaces'],
    workspaces_only_here: (list, request, key) => workspaces.answer(list, request, workspaces.onlyHere(UTF8ToString(key)), false),
});
