// A file that is not what it should be gets a sentence with the place; nothing is changed and nothing is lost.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { closeAll, launch, serve, temporaryFolder } from './support/browser.mjs';

let server;
let folder;
let tab;
before(async () => {
    server = await serve();
    folder = temporaryFolder('wrong-files');
    const browser = await launch(path.join(folder.path, 'profile'));
    tab = await browser.firstTab();
    await tab.open(server.url);
});
after(async () => {
    await closeAll();
    server.stop();
    folder.remove();
});

async function drop(name, bytes) {
    const file = path.join(folder.path, name);
    writeFileSync(file, bytes);
    await tab.upload(file);
}

const picture = Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), Buffer.alloc(4000, 7)]);
for (const { why, name, bytes, says } of [
    { why: 'an unclosed quote', name: 'quote.csv', bytes: 'Name,E-mail\nAda,ada@example.org\n"Bob,bob@example.org\n', says: 'line 3' },
    { why: 'an empty file', name: 'empty.csv', bytes: '', says: 'empty' },
    { why: 'a picture', name: 'picture.csv', bytes: picture, says: 'picture.csv cannot be read' },
    { why: 'JSON that is no share file', name: 'other.json', bytes: '{"a": 1}', says: 'other.json cannot be read' },
    { why: 'a broken share file', name: 'broken.json', bytes: '{"perennial":{"format":0,', says: 'line' },
    { why: '200 MB of noise', name: 'huge.csv', bytes: Buffer.alloc(200_000_000, 0), says: 'huge.csv cannot be read' },
]) {
    test(`${why} is refused with a sentence`, async () => {
        await drop(name, bytes);
        await tab.says(says, 120_000);
        assert.deepEqual(tab.errors, []);
    });
}

test('rows that are three columns short are refused with their lines, the good ones go in', async () => {
    await drop('short.csv', 'Name,E-mail,Phone,City\nAda,ada@example.org,+44 20 7946 0000,London\nBob\nCleo,cleo@example.org,+44 20 7946 0001,Leeds\n');
    await tab.says('1 row refused');
    await tab.find('grid', 'Problems');
    await tab.click('button', 'Import 2 rows');
    await tab.says('2 contacts added');
});
