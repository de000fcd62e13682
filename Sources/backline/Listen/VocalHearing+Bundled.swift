import Listener
import Tensors

extension VocalHearing {
    /// Hears with the weights that come with the program, which are loaded when they are first needed.
    static func bundled() -> VocalHearing {
        VocalHearing {
            try Engine.start()
            return try VocalListener.bundled()
        }
    }
}
