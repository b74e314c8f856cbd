import type { CauseId, TillWords } from '../cause-words.ts'

/** 按诊断原因编号；收银员与持卡人的文字以动词开头、简短。 */
export const causesAtTill: Readonly<Record<CauseId, TillWords>> = {
  slip: {
    name: '按错键',
    cashier: '请顾客重新输入密码，不要拔卡。',
    cardholder: '密码不正确，请慢慢重新输入。',
  },
  forgotten: {
    name: '忘记密码或未设密码',
    cashier: '请顾客换卡或扫码支付。',
    cardholder: '请换方式付款，并到银行重置密码。',
  },
  'other-card': {
    name: '输成另一张卡的密码',
    cashier: '请顾客换卡或扫码支付。',
    cardholder: '请确认这是本卡的密码。',
  },
  changed: {
    name: '密码已改或已换卡',
    cashier: '请顾客换卡或扫码支付。',
    cardholder: '请使用新密码，或咨询发卡行。',
  },
  'same-wrong-again': {
    name: '重复输入同一错误密码',
    cashier: '请顾客换卡或扫码支付。',
    cardholder: '请勿再试，到银行核对或重置密码。',
  },
  'wrong-length': {
    name: '密码位数不对',
    cashier: '请顾客重新输入密码，不要拔卡。',
    cardholder: '密码位数不对，请慢慢输全。',
  },
  'dead-key': {
    name: '按键失灵',
    cashier: '请换一台终端，本机停止输密。',
    cardholder: '请勿在此再输。您的密码没错。',
  },
  'bouncing-key': {
    name: '按键连击',
    cashier: '请换一台终端，本机停止输密。',
    cardholder: '请勿在此再输。您的密码没错。',
  },
  'input-layer': {
    name: '软件改动了输入',
    cashier: '请换一台终端，本机停止输密。',
    cardholder: '请勿在此再输。您的密码没错。',
  },
  accessibility: {
    name: '无障碍输入未成功',
    cashier: '请顾客慢慢重输，勿拔卡。',
    cardholder: '请重新输入密码，不用着急。',
  },
  'wrong-terminal-key': {
    name: '终端密码密钥错误',
    cashier: '请等终端签到；不行就换终端。',
    cardholder: '请等提示再输入。您的密码没错。',
  },
  'sign-on-key-lost': {
    name: '签到密钥未保存',
    cashier: '请稍候，终端正在更新密钥。',
    cardholder: '请稍候。您的密码没错。',
  },
  'dukpt-counter': {
    name: '密钥计数器不同步',
    cashier: '请换终端，本机暂时无法验密。',
    cardholder: '请勿再次输入。您的密码没错。',
  },
  'keys-swapped': {
    name: '两台终端密钥互换',
    cashier: '请换终端，本机暂时无法验密。',
    cardholder: '请勿再次输入。您的密码没错。',
  },
  'zone-key': {
    name: '网络密钥不同步',
    cashier: '请换其他卡种，或扫码。',
    cardholder: '请勿再次输入。您的密码没错。',
  },
  'block-format': {
    name: '密码数据块格式错误',
    cashier: '请换一台终端，本机设置有误。',
    cardholder: '请勿再次输入。您的密码没错。',
  },
  'pan-mismatch': {
    name: '密码绑定了别的卡号',
    cashier: '请顾客换卡或扫码支付。',
    cardholder: '请勿再次输入。您的密码没错。',
  },
  'hsm-fault': {
    name: '加密机故障',
    cashier: '请稍候再试，或改用扫码支付。',
    cardholder: '请稍候。您的密码没错。',
  },
  'issuer-data': {
    name: '银行密码数据有误',
    cashier: '请换其他银行的卡，或扫码。',
    cardholder: '请勿再输入。发卡行有故障。',
  },
  'stand-in': {
    name: '代授权无法验密',
    cashier: '请稍候再试，或改用扫码支付。',
    cardholder: '请稍候。您的密码没错。',
  },
  'code-mapping': {
    name: '应答码转换错误',
    cashier: '请顾客换卡或扫码支付。',
    cardholder: '请咨询发卡行，可能不是密码问题。',
  },
  'online-locked': {
    name: '密码已被银行锁定',
    cashier: '请顾客换卡或扫码支付。',
    cardholder: '请到银行或在手机银行解锁密码。',
  },
  'chip-locked': {
    name: '芯片密码已锁定',
    cashier: '请顾客换卡或扫码支付。',
    cardholder: '请联系发卡行解锁卡片。',
  },
  'pin-missing': {
    name: '需要密码但未送密码',
    cashier: '请顾客输密码；挥卡的改插卡。',
    cardholder: '请输入密码确认付款。',
  },
  'cvm-config': {
    name: '持卡人验证设置错误',
    cashier: '请换一台终端，本机设置有误。',
    cardholder: '请勿再次输入。您的密码没错。',
  },
  incompatible: {
    name: '版本不匹配',
    cashier: '请换一台终端，本机软件需更换。',
    cardholder: '请勿再次输入。您的密码没错。',
  },
  network: {
    name: '无应答或应答超时',
    cashier: '请稍候，先查询本笔再重新收款。',
    cardholder: '请稍候。您的密码没错。',
  },
  corrupt: {
    name: '报文损坏',
    cashier: '请稍候，终端将重新签到并重试。',
    cardholder: '请稍候。您的密码没错。',
  },
  'card-worn': {
    name: '卡片过期或磨损',
    cashier: '请插芯片，或换方式付款。',
    cardholder: '请换方式付款，再到银行换卡。',
  },
  'risk-block': {
    name: '风控暂停使用',
    cashier: '请顾客换卡或扫码支付。',
    cardholder: '请致电发卡行解除限制。',
  },
  'stolen-card': {
    name: '有人在猜一张卡的密码',
    cashier: '请换其他方式付款，保持冷静礼貌。',
    cardholder: '请就此卡联系发卡行。',
  },
  'distributed-guess': {
    name: '有人在猜多张卡的密码',
    cashier: '请换其他方式付款，保持冷静礼貌。',
    cardholder: '请就此卡联系发卡行。',
  },
  tamper: {
    name: '终端被拆动',
    cashier: '请换一台终端，不要触碰本机。',
    cardholder: '请勿在此输入。您的密码没错。',
  },
  'clock-batch': {
    name: '时钟或批次号错误',
    cashier: '请稍候，终端将重新签到。',
    cardholder: '请稍候。您的密码没错。',
  },
  unknown: {
    name: '原因不明',
    cashier: '请顾客换卡或扫码支付。',
    cardholder: '请换卡或扫码支付。',
  },
}
