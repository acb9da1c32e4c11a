import { mount } from '../page/mount';
import { ApiPage } from './ApiPage';

mount(<ApiPage />);
