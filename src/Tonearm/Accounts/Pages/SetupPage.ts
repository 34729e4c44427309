import '../../Web/copy';
