import { mount } from '../page/mount';
import { SetupPage } from './SetupPage';

mount(<SetupPage />);
