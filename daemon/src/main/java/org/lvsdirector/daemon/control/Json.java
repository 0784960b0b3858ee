package org.lvsdirector.daemon.control;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;

/** Reads the status forgivingly: what is missing, or of another kind, is empty. */
public final class Json {
  private Json() {}

  /** The object of this name. */
  public static JsonObject object(JsonObject parent, String name) {
    return parent.get(name) instanceof JsonObject object ? object : new JsonObject();
  }

  /** The array of this name. */
  public static JsonArray array(JsonObject parent, String name) {
    return parent.get(name) instanceof JsonArray array ? array : new JsonArray();
  }

  /** The objects in the array of this name. */
  public static List<JsonObject> objects(JsonObject parent, String name) {
    List<JsonObject> list = new ArrayList<>();
    for (JsonElement element : array(parent, name)) {
      if (element instanceof JsonObject object) {
        list.add(object);
      }
    }
    return list;
  }

  /** The texts in the array of this name. */
  public static List<String> strings(JsonObject parent, String name) {
    List<String> list = new ArrayList<>();
    array(parent, name).forEach(element -> list.add(element.getAsString()));
    return list;
  }

  /** The numbers in the array of this name. */
  public static List<Double> numbers(JsonObject parent, String name) {
    List<Double> list = new ArrayList<>();
    array(parent, name).forEach(element -> list.add(element.getAsDouble()));
    return list;
  }

  /** A text or number as text. */
  public static String text(JsonObject parent, String name) {
    JsonElement value = parent.get(name);
    return value != null && value.isJsonPrimitive() ? value.getAsString() : "";
  }

  /** A number; 0 where there is none. */
  public static double number(JsonObject parent, String name) {
    JsonElement value = parent.get(name);
    return value != null && value.isJsonPrimitive() ? value.getAsDouble() : 0;
  }

  /** A boolean; false where there is none. */
  public static boolean flag(JsonObject parent, String name) {
    JsonElement value = parent.get(name);
    return value != null && value.isJsonPrimitive() && value.getAsBoolean();
  }
}
