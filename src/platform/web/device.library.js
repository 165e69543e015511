// What the browser knows of this device: the hour, randomness, the address, small preferences kept on this device only.
addToLibrary({
    device_utc_ms: () => Date.now(),
    device_offset_minutes: (utcMs) => -new Date(utcMs).getTimezoneOffset(),
    device_random32: () => crypto.getRandomValues(new Uint32Array(1))[0],

    $device: {
        path() {
            return new URL('.', location.href).pathname;
        },
        key(name) {
            return `perennial${this.path()}${name}`;
        },
        memory(inTab) {
            return inTab ? sessionStorage : localStorage;
        },
        // Of a workspace's database, its writer's lock and its channel.
        storageName(key) {
            return `perennial ${this.path()} ${key}`;
        },
        // Held by every tab that shows it.
        openLockName(storageName) {
            return `${storageName} open`;
        },
    },
    device_storage_name__deps: ['$device', '$stringToNewUTF8'],
    device_storage_name: (key) => stringToNewUTF8(device.storageName(UTF8ToString(key))),
    device_remember__deps: ['$device'],
    device_remember: (inTab, name, value) => {
        try {
            device.memory(inTab).setItem(device.key(UTF8ToString(name)), UTF8ToString(value));
        } catch {
            // Refused storage is told of by the save state; a forgotten preference is no loss.
        }
    },
    device_recall__deps: ['$device', '$stringToNewUTF8'],
    device_recall: (inTab, name) => {
        try {
            return stringToNewUTF8(device.memory(inTab).getItem(device.key(UTF8ToString(name))) || '');
        } catch {
            return stringToNewUTF8('');
        }
    },

    // Addresses: every screen has its own fragment.
    $address__deps: ['$pageLink'],
    $address: {
        tell() {
            pageLink.withText(location.hash, (fragment) => _page_route(pageLink.page, fragment));
        },
    },
    address_start__deps: ['$address'],
    address_start: () => {
        addEventListener('hashchange', () => address.tell());
        address.tell();
    },
    address_show: (fragment, replace) => {
        const wanted = UTF8ToString(fragment);
        if (location.hash === wanted) return;
        if (replace) history.replaceState(null, '', wanted);
        else history.pushState(null, '', wanted);
    },
    address_title: (title, language) => {
        document.title = UTF8ToString(title);
        document.documentElement.lang = UTF8ToString(language);
    },

    // Requests that this page made since it was opened, but for the loading itself.
    device_requests: () => performance.getEntriesByType('resource').filter((entry) => entry.startTime > (globalThis.perennialLoaded || Infinity)).length,

    // Leaving: what is not durable yet is said, and a last save is tried.
    leaving_start__deps: ['$pageLink'],
    leaving_start: () => {
        addEventListener('beforeunload', (event) => {
            if (_page_unsaved(pageLink.page)) event.preventDefault();
        });
        const flush = () => _page_flush(pageLink.page);
        document.addEventListener('visibilitychange', () => document.visibilityState === 'hidden' && flush());
        addEventListener('pagehide', flush);
    },

    // The program's figures, for tests and benchmarks.
    stats_start__deps: ['$pageLink', '$repaint'],
    stats_start: () => {
        const names = ['framesDrawn', 'frameMsP50', 'frameMsP95', 'mirrorOps', 'mirrorMsP95', 'firstFrameMs', 'firstQueryMs', 'generation',
                       'lastSaveBytes', 'lastSaveMs', 'importCommitMs', 'longestSliceMs', 'saveState', 'imageBytes', 'longestFrameMs', 'wholeMs'];
        globalThis.perennial = Object.freeze({
            stats: () => Object.fromEntries([...names.map((name, i) => [name, _page_stat(pageLink.page, i)]), ['animationFrames', repaint.frames]]),
            forgetLongest: () => _page_forget_longest(pageLink.page),
        });
    },
});
