import { mount } from '../page/mount';
import { OfficePage } from './OfficePage';

mount(<OfficePage />);
