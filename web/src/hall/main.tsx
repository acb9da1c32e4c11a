import { mount } from '../page/mount';
import { HallPage } from './HallPage';

mount(<HallPage />, { theme: 'hall' });
