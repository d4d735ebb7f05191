#!/usr/bin/env node
// Starts the command line: from V8's code cache where the build left one for this engine, so that functions are read rather than
// compiled. A cache of another engine, or of another bundle, is refused by V8 and costs next to nothing.
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
