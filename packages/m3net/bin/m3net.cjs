#!/usr/bin/env node
// Starts the command line: from V8's code cache where the build left one for this engine, so that functions are read rather than
// compiled. V8 refuses that of another engine; it cannot tell every other bundle, so the build makes both together.
'use strict'
const { existsSync, readFileSync } = require('node:fs')
const { enableCompileCache, wrap } = require('node:module')
const { join } = require('node:path')
const { Script } = require('node:vm')

const bundle = join(__dirname, '..', 'dist', 'bundle', 'main.cjs')
const cache = `${bundle}.cache`
if (existsSync(cache)) {
  const script = new Script(wrap(readFileSync(bundle, 'utf8')), { filename: bundle, cachedData: readFileSync(cache) })
  script.runInThisContext()(exports, require, module, bundle, join(bundle, '..'))
} else {
  enableCompileCache?.() // Node 22 and later keep one themselves.
  require(bundle)
}
