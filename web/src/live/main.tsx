import { mount } from '../page/mount';
import { LivePage } from './LivePage';

mount(<LivePage />);
