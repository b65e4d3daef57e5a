package dev.switchboard.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.util.Base64URL;
import dev.switchboard.security.Owner;
import java.nio.charset.StandardCharsets;
import java.security.Key;
import java.security.PrivateKey;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Signatures and keys against the values that the standards publish. */
class StandardWebhookTest {

  private static final HexFormat HEX = HexFormat.of();
  private static final Instant NOW = Instant.ofEpochSecond(1_614_265_330);
  private static final byte[] BODY = "{\"test\": 2432232314}".getBytes(StandardCharsets.US_ASCII);

  private static SecretKeySpec secret(byte[] bytes) {
    return new SecretKeySpec(bytes, StandardWebhook.HMAC_SHA256);
  }

  private static StandardWebhook message(byte[] body) {
    return new StandardWebhook("msg_p5jXN8AQM9LWM0D4loKWxJek", NOW, body);
  }

  /** The vector in the tests of Standard Webhooks' own libraries. */
  @Test
  void symmetricSignatureIsThePublishedOne() {
    SecretKeySpec secret = secret(Base64.getDecoder().decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"));

    assertThat(message(BODY).signedWith(secret))
        .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    assertThat(StandardWebhook.serialized(secret))
        .isEqualTo("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
  }

  /** RFC 8032 section 7.1, tests 1 to 3 and SHA(abc). */
  @ParameterizedTest
  @CsvSource({
    "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60,"
        + "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a,'',"
        + "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
    "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb,"
        + "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c,72,"
        + "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
    "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7,"
        + "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025,af82,"
        + "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
    "833fe62409237b9d62ec77587520911e9a759cec1d19755b7da901b96dca3d42,"
        + "ec172b93ad5e563bf4932c70e1245034c35467ef2efd4d64ebf819683467e2bf,"
        + "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f,"
        + "dc2a4459e7369633a52b1bf277839a00201009a3efbf3ecb69bea2186c26b58909351fc9ac90b3ecfdfbc7c66431e0303dca179c138ac17ad9bef1177331a704"
  })
  void asymmetricSignatureIsThePublishedOne(
      String seed, String publicKey, String message, String signature) {
    OctetKeyPair pair = pair(seed, publicKey);
    PrivateKey key = (PrivateKey) KeyKind.ED25519.signingKey(pair);

    assertThat(StandardWebhook.signature(key, HEX.parseHex(message)))
        .isEqualTo(HEX.parseHex(signature));
    assertThat(StandardWebhook.serialized(pair))
        .isEqualTo("whpk_" + Base64.getEncoder().encodeToString(HEX.parseHex(publicKey)));
  }

  private static OctetKeyPair pair(String seed, String publicKey) {
    return new OctetKeyPair.Builder(Curve.Ed25519, Base64URL.encode(HEX.parseHex(publicKey)))
        .d(Base64URL.encode(HEX.parseHex(seed)))
        .build();
  }

  @Test
  void asymmetricSignatureIsOverTheSameAsTheSymmetricOne() {
    PrivateKey key =
        (PrivateKey)
            KeyKind.ED25519.signingKey(
                pair(
                    "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
                    "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"));
    byte[] content =
        "msg_p5jXN8AQM9LWM0D4loKWxJek.1614265330.{\"test\": 2432232314}"
            .getBytes(StandardCharsets.US_ASCII);

    assertThat(message(BODY).signedWith(key))
        .isEqualTo(
            "v1a," + Base64.getEncoder().encodeToString(StandardWebhook.signature(key, content)));
  }

  /** Bytes that are no text would change if they were read as one. */
  @Test
  void bodyIsSignedByteForByte() {
    SecretKeySpec secret = secret(new byte[32]);

    assertThat(message(new byte[] {(byte) 0xff}).signedWith(secret))
        .isNotEqualTo(message(new byte[] {(byte) 0xfe}).signedWith(secret));
  }

  @Test
  void bodyCannotBeChangedAfterwards() {
    byte[] body = BODY.clone();
    StandardWebhook message = message(body);
    body[0] = 'X';

    assertThat(message.signedWith(secret(new byte[32])))
        .isEqualTo(message(BODY).signedWith(secret(new byte[32])));
  }

  @Test
  void partsOfASecondAreNotSigned() {
    assertThat(new StandardWebhook("m", NOW.plusNanos(999_999_999), BODY).timestamp())
        .isEqualTo("1614265330");
  }

  /** Else {@code a.b} at 1 would be {@code a} at {@code b.1}. */
  @ParameterizedTest
  @ValueSource(strings = {"", "a.b", "."})
  void idWithAFullStopIsRefused(String id) {
    assertThatIllegalArgumentException().isThrownBy(() -> new StandardWebhook(id, NOW, BODY));
  }

  /** RFC 5869, the test cases of its appendix whose first block can be told: 1, 2 and 3. */
  @ParameterizedTest
  @CsvSource({
    "077709362c2e32df0ddc3f0dc47bba6390b6c73bb50f9c3122ec844ad7c2b3e5,f0f1f2f3f4f5f6f7f8f9,"
        + "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf",
    "06a6b88c5853361a06104c9ceb35b45cef760014904671014a193f40c15fc244,"
        + "b0b1b2b3b4b5b6b7b8b9babbbcbdbebfc0c1c2c3c4c5c6c7c8c9cacbcccdcecfd0d1d2d3d4d5d6d7d8d9dadbdcdddedfe0e1e2e3e4e5e6e7e8e9eaebecedeeeff0f1f2f3f4f5f6f7f8f9fafbfcfdfeff,"
        + "b11e398dc80327a1c8e7f78c596a49344f012eda2d4efad8a050cc4c19afa97c",
    "19ef24a32c717b167f33a91d6f648bdf96596776afdb6377ac434c1c293ccb04,'',"
        + "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d"
  })
  void derivationIsThePublishedOne(String pseudorandom, String info, String firstBlock) {
    assertThat(StandardWebhook.expanded(secret(HEX.parseHex(pseudorandom)), HEX.parseHex(info)))
        .isEqualTo(HEX.parseHex(firstBlock));
  }

  @Test
  void everyOwnerHasASecretOfItsOwn() {
    Key master = secret(new byte[32]);
    List<Owner> owners =
        List.of(
            new Owner("tenant", "bot"),
            new Owner("tenant", "bot-2"),
            new Owner("tenan", "tbot"),
            new Owner("tenantb", "ot"),
            new Owner("bot", "tenant"),
            new Owner("", "tenantbot"),
            new Owner("tenant", "bot\u0000"));

    assertThat(
            owners.stream()
                .map(owner -> StandardWebhook.serialized(StandardWebhook.secret(master, owner))))
        .doesNotHaveDuplicates()
        .allMatch(secret -> secret.matches("whsec_[A-Za-z0-9+/]{43}="));
  }

  @Test
  void anotherMasterMakesOtherSecrets() {
    Owner owner = new Owner("tenant", "bot");
    byte[] other = new byte[32];
    other[31] = 1;

    assertThat(StandardWebhook.secret(secret(other), owner).getEncoded())
        .isNotEqualTo(StandardWebhook.secret(secret(new byte[32]), owner).getEncoded())
        .isEqualTo(StandardWebhook.secret(secret(other), owner).getEncoded());
  }
}
