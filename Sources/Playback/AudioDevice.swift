import CAlsa
import Signal
