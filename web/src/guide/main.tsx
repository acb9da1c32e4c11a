import { mount } from '../page/mount';
import { GuidePage } from './GuidePage';

mount(<GuidePage />);
