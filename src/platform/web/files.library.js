// Files in by picker or drop, read in pieces so that the page stays awake; files out as downloads.
addToLibrary({
    $files__deps: ['$pageLink', '$stringToNewUTF8', 'malloc', 'free'],
    $files__postset: 'files.saves = new Map(); files.reading = Promise.resolve();',
    $files: {
        kPiece: 4 * 1024 * 1024,
        kMost: 1024 * 1024 * 1024,
        files: 0,
        input: null,
        saves: null,
        lastSave: 0,
        reading: null,

        start(files) {
            this.files = files;
            this.input = document.getElementById('picker');
            this.input.addEventListener('change', () => {
                this.take([...this.input.files]);
                this.input.value = '';
            });
            const surface = document.documentElement;
            surface.addEventListener('dragover', (event) => event.preventDefault());
            surface.addEventListener('drop', (event) => {
                event.preventDefault();
                this.take([...event.dataTransfer.files]);
            });
        },

        // What comes while others are being read waits, so that those of one drop stay together.
        take(list) {
            this.reading = this.reading.then(() => this.readAll(list));
        },

        readAll: async function (list) {
            for (const file of list) await this.read(file);
            if (list.length > 0) _files_complete(this.files);
        },

        failed(file, message) {
            const name = stringToNewUTF8(file);
            const why = stringToNewUTF8(message);
            _files_failed(this.files, name, why);
            _free(name);
            _free(why);
        },

        handOver(name, blob) {
            const link = document.createElement('a');
            link.href = URL.createObjectURL(blob);
            link.download = name;
            link.click();
            setTimeout(() => URL.revokeObjectURL(link.href), 60000);
        },

        // The browser draws the picture as an image, at twice its size.
        savePicture: async function (name, svg) {
            const image = new Image();
            image.src = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
            await image.decode();
            const canvas = document.createElement('canvas');
            canvas.width = 2 * image.naturalWidth;
            canvas.height = 2 * image.naturalHeight;
            canvas.getContext('2d').drawImage(image, 0, 0, canvas.width, canvas.height);
            URL.revokeObjectURL(image.src);
            canvas.toBlob((blob) => this.handOver(name, blob), 'image/png');
        },

        read: async function (file) {
            if (file.size > this.kMost) return this.failed(file.name, 'It is larger than 1 GB. Split it, or export less at a time.');
            const buffer = file.size ? _malloc(file.size) : 0;
            if (file.size && !buffer) return this.failed(file.name, 'There is not enough memory to read it.');
            try {
                for (let at = 0; at < file.size; at += this.kPiece) {
                    const piece = new Uint8Array(await file.slice(at, at + this.kPiece).arrayBuffer());
                    HEAPU8.set(piece, buffer + at);
                }
            } catch {
                _free(buffer);
                return this.failed(file.name, 'It could not be read. Is it still there?');
            }
            const name = stringToNewUTF8(file.name);
            _files_received(this.files, name, buffer, file.size);
            _free(name);
            if (buffer) _free(buffer);
        },
    },
    files_start__deps: ['$files'],
    files_start: (instance) => files.start(instance),
    files_pick__deps: ['$files'],
    files_pick: (several, accept) => {
        files.input.multiple = several !== 0;
        files.input.accept = UTF8ToString(accept);
        files.input.click();
    },
    files_save_begin__deps: ['$files'],
    files_save_begin: (name, type) => {
        files.saves.set(++files.lastSave, { name: UTF8ToString(name), type: UTF8ToString(type), parts: [] });
        return files.lastSave;
    },
    files_save_write__deps: ['$files'],
    files_save_write: (save, pointer, length) => {
        files.saves.get(save).parts.push(HEAPU8.slice(pointer, pointer + length));
    },
    files_save_end__deps: ['$files'],
    files_save_end: (save, hand) => {
        const { name, type, parts } = files.saves.get(save);
        files.saves.delete(save);
        if (hand) files.handOver(name, new Blob(parts, { type }));
    },
    files_save_picture__deps: ['$files'],
    files_save_picture: (name, svg) => files.savePicture(UTF8ToString(name), UTF8ToString(svg)),
});
