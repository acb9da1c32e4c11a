import 'reflect-metadata';
import { DataSource } from 'typeorm';
import { connectionFromEnvironment, dataSourceOptions } from './src/database/data-source';
import { entities } from './src/entities';

/** For TypeORM's own command line: `npx typeorm migration:show -d dist/ormconfig.js`. Needs DATABASE_URL. */
export default new DataSource(dataSourceOptions(connectionFromEnvironment(), [...entities]));
