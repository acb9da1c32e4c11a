import { mount } from '../page/mount';
import { ChairPage } from './ChairPage';

mount(<ChairPage />);
