package dev.switchboard.json;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Where in a body a value stands. It is put into words only when something is wrong there: written
 * out for each value, the places of a body that nests deep would be many times as long as the body.
 *
 * @param parent the object or array that holds the value; null for the body itself
 * @param step the name of the member or the index of the element; null for the body itself
 */
record JsonPlace(JsonPlace parent, Object step) {

  /** The body itself. */
  static final JsonPlace BODY = new JsonPlace(null, null);

  /** The longest {@link #target}, in characters. */
  static final int LONGEST_TARGET = 400;

  /** The member of the object that stands here. */
  JsonPlace member(String name) {
    return new JsonPlace(this, name);
  }

  /** The element of the array that stands here. */
  JsonPlace element(int index) {
    return new JsonPlace(this, index);
  }

  /**
   * The path to this place, for example {@code a/1/b}, its names as {@link ClientText} shows them;
   * where it is too long, an ellipsis stands for its middle. Null for the body itself.
   */
  String target() {
    if (parent == null) {
      return null;
    }
    List<String> steps = new ArrayList<>();
    for (JsonPlace place = this; place.parent != null; place = place.parent) {
      steps.add(ClientText.shown(place.step.toString()));
    }
    Collections.reverse(steps);
    String path = String.join("/", steps);
    if (path.length() <= LONGEST_TARGET) {
      return path;
    }
    int half = LONGEST_TARGET / 2;
    int end = half - (Character.isHighSurrogate(path.charAt(half - 1)) ? 1 : 0);
    int begin = path.length() - half + 1;
    begin += Character.isLowSurrogate(path.charAt(begin)) ? 1 : 0;
    return path.substring(0, end) + ClientText.ELLIPSIS + path.substring(begin);
  }
}
