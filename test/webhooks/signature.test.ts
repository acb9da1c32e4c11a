import { messageId, newSecret, shownSecret, signedHeaders } from '../../src/webhooks/signature';

describe('a signed message', () => {
  // The published example: secret, id, time, body and what they come to.
  const secret = Buffer.from('MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', 'base64');
  const message = { id: 'msg_p5jXN8AQM9LWM0D4loKWxJek', body: '{"test": 2432232314}' };
  const sentAt = new Date(1_614_265_330_000);

  it('is signed as the example of Standard Webhooks', () => {
    expect(signedHeaders([secret], message, sentAt)).toEqual({
      'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      'webhook-timestamp': '1614265330',
      'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    });
  });

  it('has a signature by each secret, the newest first', () => {
    const [newer, older] = [newSecret(), secret];
    const both = signedHeaders([newer, older], message, sentAt)['webhook-signature'].split(' ');
    expect(both).toHaveLength(2);
    expect(both[1]).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=');
    expect(both[0]).toBe(signedHeaders([newer], message, sentAt)['webhook-signature']);
  });

  it('has an id without a full stop, which parts what is signed', () => {
    const stream = '1b4e28ba-2fa1-41d2-883f-0016d3cca427';
    expect(messageId(stream, 12)).toBe(`${stream}_12`);
    expect(messageId(stream, 12)).not.toContain('.');
  });
});

describe('a secret', () => {
  it('has 256 bits, and is shown as receivers keep it', () => {
    const shown = shownSecret(newSecret());
    expect(shown).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    expect(shownSecret(newSecret())).not.toBe(shown);
  });
});
