package dev.switchboard.json;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CanonicalJsonTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{}|{}",
        "{'b':1,'a':2}|{'a':2,'b':1}",
        "{'aa':1,'b':2}|{'aa':1,'b':2}",
        "{'x':1,'x@odata.type':'#Int32','@odata.type':'#y'}|{'@odata.type':'#y','x@odata.type':'#Int32','x':1}",
        "{'x2':1,'x':1,'x@odata.type':'t'}|{'x@odata.type':'t','x':1,'x2':1}",
        "{'a':[{'d':1,'c':[{'f':1,'e':2}]}]}|{'a':[{'c':[{'e':2,'f':1}],'d':1}]}",
        "{'a':[2,1]}|{'a':[2,1]}",
        "{'a':1e2,'b':1.50,'c':1E-3,'d':-0.0,'e':1.5e3}|{'a':100,'b':1.50,'c':0.001,'d':0.0,'e':1500}",
        "{'a':null,'b':true,'c':'x'}|{'a':null,'b':true,'c':'x'}"
      })
  void everyValueHasOneSpelling(String json, String spelling) {
    JsonObject canonical = CanonicalJson.of(object(json));

    assertThat(canonical.toString()).isEqualTo(spelling.replace('\'', '"'));
    assertThat(CanonicalJson.of(canonical).toString()).isEqualTo(canonical.toString());
  }

  @Test
  void whatIsReadFromAColumnIsInThatSpelling() {
    assertThat(StoredJson.object("{\"b\":1,\"a\":{\"d\":1,\"c\":2}}").toString())
        .isEqualTo("{\"a\":{\"c\":2,\"d\":1},\"b\":1}");
    assertThat(StoredJson.array("[{\"b\":1,\"a\":2}]").toString()).isEqualTo("[{\"a\":2,\"b\":1}]");
  }

  private static JsonObject object(String json) {
    return Json.createReader(new StringReader(json.replace('\'', '"'))).readObject();
  }
}
