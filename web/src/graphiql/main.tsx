import { mount } from '../page/mount';
import { GraphiqlPage } from './GraphiqlPage';

mount(<GraphiqlPage />);
