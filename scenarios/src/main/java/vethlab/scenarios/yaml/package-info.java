/// YAML files as values that know where they stand, and complaints that name the place.
@NullMarked
package vethlab.scenarios.yaml;

import org.jspecify.annotations.NullMarked;
