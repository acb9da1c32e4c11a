// Lets a plain node process require .ts files, for tests that must kill the process they watch.
const { readFileSync } = require('node:fs');
const Module = require('node:module');
const { join } = require('node:path');
const { transformSync } = require('@swc/core');
const { transform, moduleNameMapper } = require('../../jest.config.js');
const [, options] = transform['^.+\\.ts$'];
const sources = Object.entries(moduleNameMapper).map(([name, file]) => ({
  name: new RegExp(name),
  file: file.replace('<rootDir>', join(__dirname, '..', '..')),
}));

const resolve = Module._resolveFilename;
Module._resolveFilename = (request, ...rest) =>
  sources.find(({ name }) => name.test(request))?.file ?? resolve(request, ...rest);

Module._extensions['.ts'] = (module, filename) => {
  const { code } = transformSync(readFileSync(filename, 'utf8'), {
    ...options,
    filename,
    sourceMaps: 'inline',
    swcrc: false,
  });
  module._compile(code, filename);
};
