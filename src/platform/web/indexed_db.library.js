// The browser's side of indexed_db_block_store.cpp: blocks under [index, generation], the manifest last.
//
// One operation at a time, in the order in which they were asked for. Nothing here keeps a view of the wasm heap: bytes
// are copied out when a block is added, and copied in while one is received.
addToLibrary({
    $indexedDbBlocks__postset: 'indexedDbBlocks.stores = new Map();',
    $indexedDbBlocks: {
        kTransactionBytes: 4 * 1024 * 1024,
        kReadBatch: 256,
        stores: null,

        // One for each store of the program, by its address.
        of(store) {
            return this.stores.get(store);
        },
        make(store, name) {
            const made = Object.create(this);
            Object.assign(made, { name, database: null, cleaned: false, closed: false, chain: Promise.resolve(), writes: new Map() });
            this.stores.set(store, made);
        },

        request(made) {
            return new Promise((resolve, reject) => {
                made.onsuccess = () => resolve(made.result);
                made.onerror = () => reject(made.error);
            });
        },

        finished(transaction) {
            return new Promise((resolve, reject) => {
                transaction.oncomplete = () => resolve();
                transaction.onabort = () => reject(transaction.perennialError || transaction.error || new Error('The browser gave up the save.'));
            });
        },

        open() {
            return new Promise((resolve, reject) => {
                if (!globalThis.indexedDB) return reject(new Error('This browser offers no storage to this page.'));
                let asked;
                try {
                    asked = indexedDB.open(this.name, 1);
                } catch (error) {
                    return reject(error);
                }
                asked.onupgradeneeded = () => {
                    asked.result.createObjectStore('blocks');
                    asked.result.createObjectStore('meta');
                };
                asked.onblocked = () => reject(new Error('Another tab holds an older version open. Close it.'));
                asked.onerror = () => reject(asked.error);
                asked.onsuccess = () => {
                    this.database = asked.result;
                    this.cleaned = false;
                    this.database.onversionchange = () => this.lost();
                    this.database.onclose = () => this.lost();
                    resolve(this.database);
                };
            });
        },

        lost() {
            if (this.database) this.database.close();
            this.database = null;
        },

        // A connection can vanish under us ("connection is closing", a lost server): open it again, a little later.
        withDatabase: async function (work) {
            for (let attempt = 0; ; ++attempt) {
                try {
                    return await work(this.database || await this.open());
                } catch (error) {
                    const gone = error && (error.name === 'InvalidStateError' || error.name === 'UnknownError');
                    if (!gone || attempt === 3) throw error;
                    this.lost();
                    await new Promise((resolve) => setTimeout(resolve, 50 << attempt));
                }
            }
        },

        // Answers are given in order: `answer` runs when everything asked before has been answered.
        enqueue(work, answer) {
            this.chain = this.chain.then(() => this.withDatabase(work)).then(
                (value) => this.closed || answer(null, value), (error) => this.closed || answer(error, null));
        },

        fail(answerTo, store, request, error) {
            const name = error && error.name ? error.name : 'Error';
            const code = name === 'QuotaExceededError' ? 2 : name === 'PerennialConflict' ? 1 : 0;
            const text = stringToNewUTF8(error && error.message ? `${name}: ${error.message}` : name);
            answerTo(store, request, code, text);
            _free(text);
        },

        readManifest: async function (database) {
            const transaction = database.transaction('meta', 'readonly');
            return await this.request(transaction.objectStore('meta').get('manifest'));
        },

        readBatch: async function (database, from, to, generation, receive) {
            const store = database.transaction('blocks', 'readonly').objectStore('blocks');
            const range = IDBKeyRange.bound([from], [to], false, true);
            const [keys, values] = await Promise.all([this.request(store.getAllKeys(range)), this.request(store.getAll(range))]);
            for (let i = 0; i < keys.length; ++i) {
                const [index, written] = keys[i];
                if (written > generation) continue;
                const next = keys[i + 1];
                if (next && next[0] === index && next[1] <= generation) continue;
                receive(index, written, values[i]);
            }
        },

        // What an interrupted write left would pass for part of the next generation.
        cleanAfter: async function (database, generation) {
            if (this.cleaned) return;
            const transaction = database.transaction('blocks', 'readwrite', { durability: 'strict' });
            const store = transaction.objectStore('blocks');
            const keys = await this.request(store.getAllKeys());
            for (const key of keys) {
                if (key[1] > generation) store.delete(key);
            }
            await this.finished(transaction);
            this.cleaned = true;
        },

        writeGeneration: async function (database, write) {
            this.checkExpected(await this.readManifest(database), write.expected);
            await this.cleanAfter(database, write.expected);
            this.cleaned = false;
            let at = 0;
            for (;;) {
                let bytes = 0;
                const first = at;
                while (at < write.blocks.length && (at === first || bytes + write.blocks[at].bytes.byteLength <= this.kTransactionBytes)) {
                    bytes += write.blocks[at++].bytes.byteLength;
                }
                const last = at === write.blocks.length;
                const transaction = database.transaction(last ? ['blocks', 'meta'] : ['blocks'], 'readwrite', { durability: 'strict' });
                const finished = this.finished(transaction);
                this.putAll(transaction, write, first, at, last);
                await finished;
                if (last) break;
            }
            this.cleaned = true;
        },

        checkExpected(manifest, expected) {
            if ((manifest ? manifest.generation : 0) === expected) return;
            const error = new Error('Somebody else has saved this workspace.');
            error.name = 'PerennialConflict';
            throw error;
        },

        putAll(transaction, write, first, end, last) {
            const store = transaction.objectStore('blocks');
            let final = null;
            for (let i = first; i < end; ++i) {
                const block = write.blocks[i];
                final = store.put({ high: block.high, low: block.low, bytes: block.bytes }, [block.index, write.manifest.generation]);
            }
            if (!last) return;
            const putManifest = () => {
                const meta = transaction.objectStore('meta');
                const asked = meta.get('manifest');
                asked.onsuccess = () => {
                    try {
                        this.checkExpected(asked.result, write.expected);
                    } catch (error) {
                        transaction.perennialError = error;
                        transaction.abort();
                        return;
                    }
                    meta.put({ ...write.manifest, previous: write.expected }, 'manifest');
                };
            };
            if (final) final.onsuccess = putManifest;
            else putManifest();
        },

        collectGarbage: async function (database) {
            const manifest = await this.readManifest(database);
            const current = manifest ? manifest.generation : 0;
            const previous = manifest ? manifest.previous : 0;
            const keys = await this.request(database.transaction('blocks', 'readonly').objectStore('blocks').getAllKeys());
            const superseded = [];
            for (let i = 0; i < keys.length; ++i) {
                const next = keys[i + 1];
                const replaced = next && next[0] === keys[i][0] && next[1] <= previous;
                if (replaced || keys[i][1] > current) superseded.push(keys[i]);
            }
            for (let at = 0; at < superseded.length; at += 500) {
                const transaction = database.transaction('blocks', 'readwrite', { durability: 'relaxed' });
                const store = transaction.objectStore('blocks');
                for (const key of superseded.slice(at, at + 500)) store.delete(key);
                await this.finished(transaction);
            }
        },
    },

    blocks_open__deps: ['$indexedDbBlocks', '$stringToNewUTF8', 'free'],
    blocks_open: (store, name) => indexedDbBlocks.make(store, UTF8ToString(name)),
    // Nobody is there any more to take an answer; what was asked for is done all the same.
    blocks_close__deps: ['$indexedDbBlocks'],
    blocks_close: (store) => {
        const blocks = indexedDbBlocks.of(store);
        blocks.closed = true;
        indexedDbBlocks.stores.delete(store);
        blocks.chain = blocks.chain.then(() => blocks.lost());
    },

    blocks_read_manifest__deps: ['$indexedDbBlocks'],
    blocks_read_manifest: (store, request) => {
        const blocks = indexedDbBlocks.of(store);
        blocks.enqueue((database) => blocks.readManifest(database), (error, manifest) => {
            if (error) return blocks.fail(_blocks_failed, store, request, error);
            const found = manifest || { generation: 0, imageBytes: 0, high: 0, low: 0, format: 1 };
            _blocks_manifest(store, request, found.generation, found.imageBytes, found.high, found.low, found.format);
        });
    },

    blocks_read: (store, request, generation, count, buffer, capacity) => {
        const blocks = indexedDbBlocks.of(store);
        blocks.enqueue(async (database) => {
            for (let from = 0; from < count && !blocks.closed; from += blocks.kReadBatch) {
                const to = Math.min(count, from + blocks.kReadBatch);
                await blocks.readBatch(database, from, to, generation, (index, written, value) => {
                    const bytes = new Uint8Array(value.bytes);
                    if (bytes.length > capacity || blocks.closed) return;
                    HEAPU8.set(bytes, buffer);
                    _blocks_block(store, request, index, written, value.high, value.low, bytes.length);
                });
            }
        }, (error) => {
            if (error) return blocks.fail(_blocks_failed, store, request, error);
            _blocks_done(store, request);
        });
    },
    blocks_read__deps: ['$indexedDbBlocks'],

    blocks_write_begin__deps: ['$indexedDbBlocks'],
    blocks_write_begin: (store, request, expected) => {
        indexedDbBlocks.of(store).writes.set(request, { expected, blocks: [], manifest: null });
    },
    blocks_write_add__deps: ['$indexedDbBlocks'],
    blocks_write_add: (store, request, index, pointer, length, high, low) => {
        const bytes = HEAPU8.slice(pointer, pointer + length).buffer;
        indexedDbBlocks.of(store).writes.get(request).blocks.push({ index, bytes, high, low });
    },
    blocks_write_commit__deps: ['$indexedDbBlocks'],
    blocks_write_commit: (store, request, generation, imageBytes, high, low, format) => {
        const blocks = indexedDbBlocks.of(store);
        const write = blocks.writes.get(request);
        blocks.writes.delete(request);
        write.manifest = { generation, imageBytes, high, low, format };
        blocks.enqueue((database) => blocks.writeGeneration(database, write), (error) => {
            if (error) return blocks.fail(_blocks_failed, store, request, error);
            _blocks_done(store, request);
        });
    },

    blocks_collect_garbage__deps: ['$indexedDbBlocks'],
    blocks_collect_garbage: (store, request) => {
        const blocks = indexedDbBlocks.of(store);
        blocks.enqueue((database) => blocks.collectGarbage(database), (error) => {
            if (error) return blocks.fail(_blocks_failed, store, request, error);
            _blocks_done(store, request);
        });
    },

    storage_persist: () => {
        // Asked once, never awaited: some browsers ask the person, some never answer.
        if (navigator.storage && navigator.storage.persist) navigator.storage.persist().catch(() => {});
    },
});
