// Threads that the product starts load its sources as jest does (swc-hook).
process.execArgv.push('-r', require.resolve('./swc-hook.cjs'));
