// The contract that every block store keeps, against this browser's IndexedDB.
import assert from 'node:assert/strict';
import path from 'node:path';
import { afterEach, test } from 'node:test';
import { closeAll, launch, repository, serve, temporaryFolder, until } from './support/browser.mjs';

afterEach(closeAll);

test('IndexedDB keeps the contract of block stores', async (context) => {
    const dist = path.resolve(repository, process.env.PERENNIAL_DIST || 'build/web/dist');
    const server = await serve(path.join(path.dirname(dist), 'contract'));
    const folder = temporaryFolder('contract');
    const browser = await launch(path.join(folder.path, 'profile'));
    const tab = await browser.firstTab();
    await tab.engine.goto(server.url);
    const contract = await until('the contract to end', () => tab.evaluate(() => globalThis.contract?.done && globalThis.contract), 120_000);
    for (const { name, failures } of contract.cases) await context.test(name, () => assert.equal(failures, ''));
    assert.equal(contract.cases.length, contract.expected);
    server.stop();
    await closeAll();
    folder.remove();
});
