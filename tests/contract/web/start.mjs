import createContract from './contract.mjs';

const module = await createContract();
module._main(0, 0);
