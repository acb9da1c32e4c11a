import { mount } from '../page/mount';
import { GraphPage } from './GraphPage';

mount(<GraphPage />);
