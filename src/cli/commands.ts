import type { Command, CommandModule } from './command';

/** Every command, in the order of the help. Files are required only when their command runs, so that help is instant. */
export const commands: readonly Command[] = [
  {
    name: 'start',
    takes: [],
    options: [],
    summary: {
      vi: 'Bật máy chủ.',
      en: 'Start the server.',
    },
    details:
      'Brings up the embedded PostgreSQL unless DATABASE_URL names one, brings the tables up to date, loads the ' +
      'conferences that come with the product, and serves until SIGTERM or Ctrl-C. A second signal ends it at once. ' +
      'Settings are environment variables; docs/settings.md lists them.',
    example: 'PORT=8080 giaouoc start',
    load: () => require('./start') as CommandModule,
  },
  {
    name: 'migrate',
    takes: [],
    options: [],
    summary: {
      vi: 'Nâng cấp các bảng của cơ sở dữ liệu.',
      en: 'Bring the tables of the database up to date.',
    },
    details: 'Every start does it too. However many run at once, each step is done once.',
    example: 'DATABASE_URL=postgres://localhost/giaouoc giaouoc migrate',
    load: () => require('./migrate') as CommandModule,
  },
  {
    name: 'import',
    takes: ['FILE'],
    options: [
      { name: 'dry-run', meaning: 'Say what would be done and do nothing.' },
      { name: 'reason', value: 'TEXT', meaning: 'Why what is known is corrected, for everybody to read.' },
    ],
    summary: {
      vi: 'Nhập tệp hội nghị (YAML hoặc JSON) vào cơ sở dữ liệu.',
      en: 'Bring a conference file (YAML or JSON) into the database.',
    },
    details:
      'All of it or nothing: a file with faults is refused with every place, value and cure. Importing the same file ' +
      'again changes nothing. Works beside a running server.',
    example: 'giaouoc import hoi-nghi-2026.yaml --dry-run',
    load: () => require('./import') as CommandModule,
  },
  {
    name: 'score-table',
    takes: ['FILE'],
    options: [],
    summary: {
      vi: 'Kiểm tra tệp bảng điểm (YAML hoặc JSON).',
      en: 'Check the file of a score table (YAML or JSON).',
    },
    details:
      'A file with faults is refused with every place, value and cure. Prints what each group comes to, what is still to be ' +
      'filled, and the hash that names the table. Needs no database.',
    example: 'giaouoc score-table bang-diem-2026.yaml',
    load: () => require('./score-table') as CommandModule,
  },
  {
    name: 'badge',
    takes: [],
    options: [
      { name: 'role', value: 'ROLE', meaning: 'administrator, chair, secretary, delegate or observer.' },
      { name: 'conference', value: 'SLUG', meaning: 'The conference; may be left out when only one is not closed.' },
      { name: 'member', value: 'CODE', meaning: 'For a delegate: the member, such as hai-phong.' },
      { name: 'name', value: 'NAME', meaning: 'Name for the log; for a delegate: which one of the member.' },
    ],
    summary: {
      vi: 'Cấp mã thẻ dùng một lần để đăng nhập.',
      en: 'Make a one-time badge code for somebody to sign in with.',
    },
    details:
      'The code is shown once, with the link that signs in with it, and can be used for 24 hours. Works beside a running server.',
    example: 'giaouoc badge --role delegate --conference cum-5-thanh-pho-2026 --member hai-phong',
    load: () => require('./badge') as CommandModule,
  },
  {
    name: 'rehearse',
    takes: [],
    options: [
      { name: 'slug', value: 'SLUG', meaning: 'Conference to rehearse; cum-5-thanh-pho-2022 unless given.' },
      { name: 'delegates', value: 'N', meaning: 'How many play, at least one per member; 60 unless given.' },
      { name: 'speed', value: 'N', meaning: '1 to watch (some 80 s), 2 twice as fast, 0 without pauses.' },
      { name: 'fast', meaning: 'The same as --speed 0.' },
      { name: 'seed', value: 'N', meaning: 'Picks who votes what.' },
      { name: 'secret', meaning: 'Vote the flags by secret ballot.' },
      { name: 'url', value: 'URL', meaning: 'The running server; otherwise by PUBLIC_URL or HOST and PORT.' },
    ],
    summary: {
      vi: 'Diễn tập cả hội nghị với đại biểu giả định và kiểm tra mọi màn hình khớp nhau.',
      en: 'Play a whole conference with made-up delegates, and check that all screens agree.',
    },
    details:
      'Clones the conference; its own record is not touched. Uses the server that runs, or starts one for the play. ' +
      'Exit code 1 when anything differs.',
    example: 'giaouoc rehearse --speed 0',
    load: () => require('./rehearse') as CommandModule,
  },
  {
    name: 'recount',
    takes: [],
    options: [{ name: 'conference', value: 'SLUG', meaning: 'Only this conference.' }],
    summary: {
      vi: 'Kiểm đếm lại mọi phiếu, so với kết quả đã công bố và với nhật ký.',
      en: 'Count every poll again and compare with what was announced and with the log.',
    },
    details: 'Reads only. Works beside a running server.',
    example: 'giaouoc recount --conference cum-5-thanh-pho-2022',
    load: () => require('./recount') as CommandModule,
  },
  {
    name: 'backup',
    takes: ['FILE'],
    options: [],
    summary: {
      vi: 'Sao lưu toàn bộ cơ sở dữ liệu vào một tệp.',
      en: 'Write everything in the database to one file.',
    },
    details:
      'As it is at one moment, beside a running server, with sums by which a damaged file is told. The file must not ' +
      'be there yet. It holds named ballots and the hashes of sessions: keep it as safe as the server.',
    example: 'giaouoc backup /var/backups/giaouoc-$(date +%F-%H%M).gz',
    load: () => require('./backup') as CommandModule,
  },
  {
    name: 'restore',
    takes: ['FILE'],
    options: [
      { name: 'check', meaning: 'Read the file and compare it with its sums; touch no database.' },
      { name: 'revoke-sessions', meaning: 'End all sessions, keys and unused badge codes in it: all sign in anew.' },
    ],
    summary: {
      vi: 'Khôi phục bản sao lưu vào cơ sở dữ liệu trống và kiểm đếm lại.',
      en: 'Put a backup into an empty database, and recount it.',
    },
    details:
      'All of it or nothing. A database with rows is refused. What was written is read out again and compared with ' +
      'the file, tables of an older release are brought up to date, and every poll, log and pact is counted again. ' +
      'Sessions hold as they did then, also those revoked since, so that a hall can go on without new badges.',
    example: 'DATA_DIR=/var/lib/giaouoc-new giaouoc restore backup.gz',
    load: () => require('./restore') as CommandModule,
  },
  {
    name: 'doctor',
    takes: [],
    options: [
      { name: 'quick', meaning: 'Leave out the trial.' },
      { name: 'delegates', value: 'N', meaning: 'How many play in the trial, 5 to 1000; 60 unless given.' },
    ],
    summary: {
      vi: 'Kiểm tra máy chủ trước ngày họp: mỗi mục một dòng, kèm cách khắc phục.',
      en: 'Check an installation before the day, a line a check, with cures.',
    },
    details:
      'Node, disk, memory, open files, clocks, PUBLIC_URL with its certificate and WebSocket, the settings of the ' +
      'database, what it would keep of secret ballots, its tables and notifier; then a whole conference is played on a database that is dropped afterwards. Exit code 1 ' +
      'when anything is bad. Run it with the settings of the server, beside it.',
    example: 'giaouoc doctor --delegates 200',
    load: () => require('./doctor') as CommandModule,
  },
  {
    name: 'docs',
    takes: [],
    options: [{ name: 'check', meaning: 'Write nothing; fail when a page is not up to date.' }],
    summary: {
      vi: 'In lại các tệp trong docs và schema sinh ra từ mã nguồn.',
      en: 'Print the files in docs and schema that come from the code.',
    },
    details: 'For those who change the tables.',
    example: 'giaouoc docs --check',
    hidden: true,
    load: () => require('./docs') as CommandModule,
  },
];
