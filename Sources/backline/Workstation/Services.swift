import Generation
import Interface
import Playback

// What the screen asks for is met as it is: the values that go between are those of Signal and Recipes.

extension Transport: Deck {}
extension VocalRecorder: Recorder {}
extension GenerationQueue: Studio {}
