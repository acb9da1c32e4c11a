import { commands } from '../../src/cli/commands';
import { aTerminal } from '../support/terminal';

describe('giaouoc --help', () => {
  it.each([['--help'], ['-h'], ['help']])('lists every command on standard output: %s', async (flag) => {
    const terminal = aTerminal();
    expect(await terminal.giaouoc(flag)).toBe(0);
    expect(terminal.said).toEqual([]);
    for (const command of commands.filter((each) => !each.hidden)) {
      expect(terminal.shown()).toContain(`  ${command.name} `);
      expect(terminal.shown()).toContain(command.summary.vi);
    }
    expect(terminal.shown()).toContain('Exit codes: 0 done, 1 refused or failed, 2');
    expect(terminal.shown()).not.toContain('docs  ');
  });

  it('is shown on standard error, with exit code 2, when no command is given', async () => {
    const terminal = aTerminal();
    expect(await terminal.giaouoc()).toBe(2);
    expect(terminal.printed).toEqual([]);
    expect(terminal.shown()).toContain('Usage: giaouoc COMMAND');
  });

  it('fits a terminal of 120 columns', async () => {
    const terminal = aTerminal();
    await terminal.giaouoc('--help');
    for (const { name } of commands) await terminal.giaouoc(name, '--help');
    for (const line of terminal.shown().split('\n')) expect(line.length).toBeLessThanOrEqual(120);
  });
});

describe('giaouoc COMMAND --help', () => {
  it.each(commands.map(({ name }) => [name]))(
    'shows what %s takes, with an example, and loads nothing',
    async (name) => {
      const command = commands.find((each) => each.name === name);
      const load = jest.spyOn(command as { load(): unknown }, 'load');
      const terminal = aTerminal();
      expect(await terminal.giaouoc(name, '--help')).toBe(0);
      const page = terminal.printed.join('\n');
      for (const part of [
        `Usage: giaouoc ${name}`,
        command?.summary.vi,
        command?.summary.en,
        `Example: ${command?.example}`,
      ])
        expect(page).toContain(part);
      for (const option of command?.options ?? []) expect(page).toContain(`--${option.name}`);
      expect(load).not.toHaveBeenCalled();
      load.mockRestore();
    },
  );

  it('can also be asked for as `giaouoc help COMMAND`, and beside other arguments', async () => {
    const terminal = aTerminal();
    expect(await terminal.giaouoc('help', 'import')).toBe(0);
    expect(await terminal.giaouoc('import', 'x.yaml', '-h')).toBe(0);
    expect(terminal.printed[0]).toBe(terminal.printed[1]);
  });
});

describe('giaouoc --version', () => {
  it('prints the version of the package', async () => {
    const terminal = aTerminal();
    expect(await terminal.giaouoc('--version')).toBe(0);
    expect(terminal.printed).toEqual([expect.stringMatching(/^\d+\.\d+\.\d+/)]);
  });
});

describe('a command line that makes no sense', () => {
  it.each([
    ['a command spelled wrong', ['strat'], 'There is no command "strat". Did you mean giaouoc start?'],
    ['the beginning of a command', ['mig'], 'Did you mean giaouoc migrate?'],
    ['a command in capitals', ['IMPORT', 'x'], 'Did you mean giaouoc import?'],
    ['nothing like a command', ['frobnicate'], 'giaouoc --help lists the commands.'],
    ['help for no command', ['help', 'frobnicate'], 'giaouoc --help lists the commands.'],
    ['a missing file', ['import'], 'FILE is missing.'],
    ['one file too many', ['import', 'a', 'b'], '"b" is one argument too many.'],
    ['an argument where none is taken', ['start', 'now'], '"now" is one argument too many.'],
    ['an unknown option', ['import', 'a', '--dry'], "Unknown option '--dry'"],
    ['an option without its value', ['badge', '--role'], '--role'],
    ['a badge for no role', ['badge'], '--role is missing: it is one of administrator, chair,'],
    ['a badge for no role there is', ['badge', '--role', 'king'], '--role is "king"'],
    ['a badge for a delegate of nowhere', ['badge', '--role', 'delegate'], 'needs --member'],
    ['a chair of a member', ['badge', '--role', 'chair', '--member', 'x'], '--member goes with --role delegate only'],
    ['an administrator of a conference', ['badge', '--role', 'administrator', '--conference', 'x'], 'leave out'],
  ])('is refused with exit code 2 and the way on: %s', async (_what, argv, part) => {
    const terminal = aTerminal();
    expect(await terminal.giaouoc(...argv)).toBe(2);
    expect(terminal.printed).toEqual([]);
    expect(terminal.shown()).toContain(part);
    expect(terminal.shown()).not.toMatch(/\n {4}at /);
  });
});

describe('wrong settings', () => {
  it.each([[['migrate']], [['import', __filename]], [['badge', '--role', 'chair']]])(
    'stop %j before anything is touched, each named with its cure',
    async (argv) => {
      const terminal = aTerminal({ PORT: 'door', ACT_POOL_SIZE: '0' });
      expect(await terminal.giaouoc(...argv)).toBe(1);
      expect(terminal.said).toEqual([
        'The settings cannot be used.',
        'PORT is "door": write a whole number from 0 to 65535.',
        'ACT_POOL_SIZE is "0": write a whole number from 2 to 100.',
      ]);
    },
  );
});

describe('a database that is not there', () => {
  it.each([
    ['refuses', 'postgres://postgres@127.0.0.1:1/x'],
    ['has no name', 'postgres://postgres@nowhere.invalid/x'],
  ])('is reported without a stack when its address %s', async (_what, DATABASE_URL) => {
    const terminal = aTerminal({ DATABASE_URL });
    expect(await terminal.giaouoc('migrate')).toBe(1);
    expect(terminal.said).toEqual([
      expect.stringMatching(/^The database cannot be reached: ./),
      'See that it runs, and that DATABASE_URL is right.',
    ]);
  });
});
